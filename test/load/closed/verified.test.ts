import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { milliseconds } from '../../../src/units/index.js';
import { driven, listening } from '../driver/driven.js';

const folder = mkdtempSync(join(tmpdir(), 'kelvin-tls-'));
const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];

/** A certificate of localhost that nobody has signed but itself; nothing where there is no OpenSSL. */
function isCertified(): boolean {
  const newKey = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  try {
    execFileSync('openssl', [...newKey, ...names, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const CLOSED = { kind: 'closed', name: 'closed', concurrency: 2, forMs: milliseconds(60_000) } as const;

describe('a closed loop by TLS', { skip: isCertified() ? false : 'there is no openssl' }, () => {
  let server: Server;
  let port: number;
  let received = 0;
  before(async () => {
    server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_, response) => {
      received++;
      response.end('ok');
    });
    server.on('tlsClientError', () => {});
    port = await listening(server);
  });
  after(() => {
    server.close();
    server.closeAllConnections();
    rmSync(folder, { recursive: true });
  });

  const failing = async (url: string): Promise<string> => {
    const { requests } = await driven(url, [CLOSED], { maxRequests: 2 });
    return JSON.stringify([...new Set(requests.map(({ outcome }) => JSON.stringify(outcome)))]);
  };

  test('sends nothing to a server that cannot prove its name, whatever the environment allows', async () => {
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    try {
      const outcomes = await failing(`https://localhost:${port}/`);
      assert.match(outcomes, /^\["\{.*connection-failed.*DEPTH_ZERO_SELF_SIGNED_CERT.*\}"\]$/);
    } finally {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    }
    assert.equal(received, 0);
  });

  test('is answered by one that the machine trusts, under its own name alone', async () => {
    const drive = new URL('./drive-trusting.js', import.meta.url).pathname;
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: cert };
    const outcomesAt = async (host: string): Promise<string> => {
      const { stdout } = await promisify(execFile)(process.execPath, [drive, `https://${host}:${port}/`], { env });
      return stdout.trim();
    };
    assert.equal(await outcomesAt('localhost'), '{"answered":20}');
    assert.equal(received, 20);
    assert.equal(await outcomesAt('127.0.0.1'), '{"connection-failed":20}');
    assert.equal(received, 20);
  });
});
