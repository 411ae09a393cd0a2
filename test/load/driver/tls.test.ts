import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createServer } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { RequestOutcome } from '../../../src/recording/index.js';
import { testCertificates } from '../../fixtures/certificate.js';
import { listening, OK } from './driven.js';

const CHILD = fileURLToPath(new URL('./drive-child.js', import.meta.url));

interface SecureServer {
  readonly port: number;
  readonly received: () => number;
  /** A file with its authority's certificate. */
  readonly authority: string;
}

async function secureServer(t: TestContext, hosts: readonly string[]): Promise<SecureServer> {
  const { authority, cert, key } = testCertificates(hosts);
  const folder = mkdtempSync(join(tmpdir(), 'kelvin-tls-'));
  const file = join(folder, 'authority.pem');
  writeFileSync(file, authority);
  let received = 0;
  const server = createServer({ cert, key }, (socket) => {
    socket.on('error', () => {});
    socket.on('data', () => {
      received++;
      socket.write(OK);
    });
  });
  server.on('tlsClientError', () => {});
  const port = await listening(server);
  t.after(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });
  return { port, received: () => received, authority: file };
}

async function outcomesAt(url: string, env: Readonly<Record<string, string>>): Promise<RequestOutcome[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [CHILD, url], { env: { ...process.env, ...env } });
  return JSON.parse(stdout) as RequestOutcome[];
}

const answered = { kind: 'answered', status: 200 };

test('reaches a server whose authority NODE_EXTRA_CA_CERTS names', async (t) => {
  const { port, authority } = await secureServer(t, ['localhost', '127.0.0.1']);
  const env = { NODE_EXTRA_CA_CERTS: authority };
  assert.deepEqual(await outcomesAt(`https://localhost:${port}/`, env), [answered, answered, answered]);
  assert.deepEqual(await outcomesAt(`https://127.0.0.1:${port}/`, env), [answered, answered, answered]);
});

test('sends nothing to a server that cannot be verified, even where Node is told not to verify', async (t) => {
  const { port, received } = await secureServer(t, ['localhost']);
  const outcomes = await outcomesAt(`https://localhost:${port}/`, { NODE_TLS_REJECT_UNAUTHORIZED: '0' });
  const failed = { kind: 'connection-failed', error: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' };
  assert.deepEqual(outcomes, [failed, failed, failed]);
  assert.equal(received(), 0);
});

test('sends nothing to a server that has the certificate of another', async (t) => {
  const { port, received, authority } = await secureServer(t, ['example.com']);
  const outcomes = await outcomesAt(`https://localhost:${port}/`, { NODE_EXTRA_CA_CERTS: authority });
  const failed = { kind: 'connection-failed', error: 'ERR_TLS_CERT_ALTNAME_INVALID' };
  assert.deepEqual(outcomes, [failed, failed, failed]);
  assert.equal(received(), 0);
});
