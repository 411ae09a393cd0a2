import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { kelvinHere, temporaryFolder } from '../kelvin.js';
import { emulatedAccount, recordedIn } from './load-run.js';

/** What a load does not do: it is said in the user's words, and nothing has been sent. */
const folder = temporaryFolder(after);
const { account, emulator } = await emulatedAccount(after);
await account.make('orders', 5);

/** Of TEST-NET-1 (RFC 5737): nobody is there, and nothing goes there. */
const ELSEWHERE = 'https://192.0.2.1/';

test('much load beyond this machine is asked about, and where nobody can be asked it is not sent', async () => {
  const out = join(folder, 'unasked');
  const { code, stderr } = await kelvinHere(['load', ELSEWHERE, '--load', 'constant 500/s 3s', '--out', out]);
  assert.equal(code, 2);
  assert.match(stderr, /this load sends about 1,500 requests to 192\.0\.2\.1: that is not done unasked/);
  assert.match(stderr, /hint: add --yes/);
  assert.ok(!existsSync(out));
});

test('--max-requests keeps it below what is asked about', async () => {
  const out = join(folder, 'little');
  const bounds = ['--max-requests', '1', '--timeout', '200ms'];
  const { code, stderr } = await kelvinHere([
    'load',
    ELSEWHERE,
    '--load',
    'constant 500/s 3s',
    ...bounds,
    '--out',
    out,
  ]);
  assert.notEqual(code, 2, stderr);
  assert.equal(recordedIn(out).requests.filter((it) => it.outcome.kind !== 'dropped').length, 1);
});

/** The emulator, but its function URLs are somebody else's, and it lets nobody invoke. */
async function hostile(): Promise<{ address: string; invocations: () => number; close: () => void }> {
  let invocations = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.url?.includes('/invocations') === true) {
      invocations += 1;
      response.writeHead(403, { 'x-amzn-errortype': 'AccessDeniedException', 'content-type': 'application/json' });
      response.end('{"Message":"not allowed"}');
      return;
    }
    const { host: _, connection: __, ...headers } = request.headers as Record<string, string>;
    const body = chunks.length === 0 ? {} : { body: Buffer.concat(chunks) };
    const init = { method: request.method ?? 'GET', headers, ...body };
    const answer = await fetch(`${emulator.endpoint}${request.url}`, init);
    const text = await answer.text();
    const type = answer.headers.get('x-amzn-errortype');
    response.writeHead(answer.status, {
      'content-type': answer.headers.get('content-type') ?? '',
      ...(type === null ? {} : { 'x-amzn-errortype': type }),
    });
    response.end(text.replace(/"FunctionUrl":"[^"]*"/, '"FunctionUrl":"https://victim.example.com/"'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  return { address, invocations: () => invocations, close: () => server.closeAllConnections() ?? server.close() };
}

test('a function URL at a host that nobody has named is not aimed at', async (t) => {
  const { address, close } = await hostile();
  t.after(close);
  const before = await account.state('orders');
  const out = join(folder, 'misled');
  const args = ['load', '--function', 'orders', '--load', 'constant 10/s 1s', '--via', 'function-url', '--out', out];
  const { code, stderr } = await kelvinHere([...args, '--endpoint-url', address], { env: account.env });
  assert.equal(code, 3, stderr);
  assert.match(stderr, /gives victim\.example\.com as the function URL, a host that nobody has named/);
  assert.deepEqual(recordedIn(out).requests, []);
  assert.deepEqual(await account.state('orders'), before);
});

test('where Invoke lets nobody in, the load ends at once and says why', async (t) => {
  const { address, invocations, close } = await hostile();
  t.after(close);
  const before = await account.state('orders');
  const out = join(folder, 'denied');
  const args = ['load', '--function', 'orders', '--load', 'constant 50/s 60s', '--out', out, '--endpoint-url', address];
  const { code, stderr } = await kelvinHere(args, { env: account.env });
  assert.equal(code, 3, stderr);
  assert.match(stderr, /invoking the function: AWS denies lambda:InvokeFunction/);
  assert.ok(invocations() < 500, `${invocations()} were sent`);
  const { end, unreadable } = recordedIn(out);
  assert.deepEqual([end?.reason, unreadable], ['failed', 0]);
  assert.deepEqual(await account.state('orders'), before);
});

const MISTAKES: readonly (readonly [string, readonly string[], RegExp])[] = [
  ['nothing', [], /there is nothing to put under load\n {2}hint: name a scenario/],
  ['an address twice', [ELSEWHERE, '--via', ELSEWHERE], /both an address and --via are given/],
  ['a budget of no use', [ELSEWHERE, '--load', 'burst 5', '--budget', '1'], /--budget is of no use/],
  ['no sum', [ELSEWHERE, '--load', 'burst 5', '--budget', 'much'], /--budget much is no sum\n {2}hint: US dollars/],
  ['no number', [ELSEWHERE, '--load', 'burst 5', '--max-requests', '0'], /--max-requests 0 is no number of requests/],
  ['no load', [ELSEWHERE], /load: missing/],
  ['sizes of an address', [ELSEWHERE, '--load', 'burst 5', '--memory', '512'], /is not ours to set/],
];
for (const [name, args, message] of MISTAKES) {
  test(`tells the mistake: ${name}`, async () => {
    const { code, stderr } = await kelvinHere(['load', ...args]);
    assert.equal(code, 2, stderr);
    assert.match(stderr, message);
    assert.doesNotMatch(stderr, /^\s+at /m);
  });
}
