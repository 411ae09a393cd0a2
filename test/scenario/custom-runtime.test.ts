import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { SCENARIOS } from './helpers.js';

const FOLDER = join(SCENARIOS, 'custom-runtime');

interface Posted {
  readonly path: string;
  readonly body: string;
  readonly errorType: string | undefined;
}

async function read(request: IncomingMessage): Promise<Posted> {
  const errorType = request.headers['lambda-runtime-function-error-type'];
  return { path: request.url ?? '', body: await text(request), errorType: errorType?.toString() };
}

/** The Runtime API with these events to hand out; gives what bootstrap posted once it has posted this often. */
async function serve(handler: string, events: readonly string[], posts: number): Promise<readonly Posted[]> {
  const waiting = [...events];
  const posted: Posted[] = [];
  const progress = new EventEmitter();
  const done = once(progress, 'done');
  const server = createServer((request, response) => {
    const event = request.method === 'GET' ? waiting.shift() : undefined;
    if (event !== undefined) {
      response.setHeader('Lambda-Runtime-Aws-Request-Id', `id-${events.length - waiting.length}`);
      response.end(event);
    } else if (request.method === 'POST') {
      void read(request).then((it) => {
        posted.push(it);
        response.writeHead(202).end();
        if (posted.length === posts) progress.emit('done');
      });
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const env = { AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`, LAMBDA_TASK_ROOT: FOLDER, _HANDLER: handler };
  const child = spawn(join(FOLDER, 'bootstrap'), { env, stdio: 'ignore' });
  try {
    await done;
    return posted;
  } finally {
    child.kill();
    server.closeAllConnections();
    server.close();
  }
}

test('bootstrap answers one event after another', async () => {
  assert.deepEqual(await serve('function.handler', ['{"below":10}', '{ "below" : 2000 }'], 2), [
    { path: '/2018-06-01/runtime/invocation/id-1/response', body: '{"primes":4}', errorType: undefined },
    { path: '/2018-06-01/runtime/invocation/id-2/response', body: '{"primes":303}', errorType: undefined },
  ]);
});

test('bootstrap reports an event that its handler cannot read, and goes on', async () => {
  const [first, second] = await serve('function.handler', ['{"ü":"…"}', '{"below":3}'], 2);
  assert.equal(first?.path, '/2018-06-01/runtime/invocation/id-1/error');
  assert.equal(first?.errorType, 'Function.Failed');
  assert.equal(second?.body, '{"primes":1}');
});

test('bootstrap reports a handler that is not there', async () => {
  const [only] = await serve('missing.handler', [], 1);
  assert.equal(only?.path, '/2018-06-01/runtime/init/error');
  assert.equal(only?.errorType, 'Runtime.ImportError');
});
