import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { kelvinHere, temporaryFolder } from '../kelvin.js';
import { assertLoaded, countBy, recordedIn } from './load-run.js';

/** Loads of an address of which nothing more is known. */
const folder = temporaryFolder(after);
const closing: (() => void)[] = [];
after(() => {
  for (const close of closing) close();
});

async function serverWith(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => answer(request, response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

test('needs neither credentials nor a region, and writes nothing of the address but its origin', async () => {
  const seen: string[] = [];
  const origin = await serverWith((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.end('fine');
  });
  const out = join(folder, 'plain');
  const args = ['load', `${origin}/hidden-path?token=hidden-token`, '--load', 'poisson 30/s 1s', '--out', out];
  assertLoaded(await kelvinHere(args));
  const { header, arms, requests } = recordedIn(out);
  assert.equal(requests.length, seen.length);
  assert.ok(seen.length > 5);
  assert.deepEqual([...new Set(seen)], ['GET /hidden-path?token=hidden-token']);
  assert.deepEqual(header.load.via, { kind: 'url', origin });
  assert.deepEqual([header.functions, header.load.memorySizesMB], [[], []]);
  assert.deepEqual(
    arms.map((it) => [it.memorySizeMB, it.architecture]),
    [[null, null]],
  );
  assert.doesNotMatch(readFileSync(join(out, 'recording.jsonl'), 'utf8'), /hidden/);
});

test('a redirection is an answer and is followed nowhere', async () => {
  let elsewhere = 0;
  const other = await serverWith((_, response) => {
    elsewhere += 1;
    response.end();
  });
  const origin = await serverWith((_, response) => {
    response.writeHead(302, { location: other });
    response.end();
  });
  const out = join(folder, 'redirected');
  const finished = await kelvinHere(['load', origin, '--load', 'constant 10/s 1s', '--out', out]);
  assert.notEqual(finished.code, 70, finished.stderr);
  assert.equal(elsewhere, 0);
  const { requests } = recordedIn(out);
  assert.deepEqual(
    countBy(requests, ({ outcome }) => ('status' in outcome ? outcome.status : outcome.kind)),
    { 302: 10 },
  );
});
