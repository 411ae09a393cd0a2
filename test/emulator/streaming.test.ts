import assert from 'node:assert/strict';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  AddPermissionCommand,
  CreateFunctionUrlConfigCommand,
  InvokeCommand,
  type InvokeMode,
  InvokeWithResponseStreamCommand,
  type Runtime,
} from '@aws-sdk/client-lambda';
import { Bench, credentials } from './harness.js';
import { visibleNode, whyNoNode } from './visible-node.js';

/** A runtime of forty lines that streams what the event says, so that nothing but the Runtime API is in between. */
const BOOTSTRAP = `#!${visibleNode}
const http = require('node:http');
const [hostname, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const call = (method, path, headers, send) => new Promise((resolve, reject) => {
  const request = http.request({ hostname, port, method, path: '/2018-06-01/runtime/' + path, headers }, async (reply) => {
    let body = '';
    for await (const chunk of reply) body += chunk;
    resolve({ headers: reply.headers, body });
  });
  request.once('error', reject);
  send(request);
});
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
async function stream(request, { chunks = [], repeat = 1, size, trailer, die }) {
  for (let i = 0; i < repeat; i++) for (const chunk of chunks) {
    const bytes = size === undefined ? Buffer.from(chunk) : Buffer.alloc(size, chunk);
    if (!request.write(bytes)) await new Promise((resolve) => request.once('drain', resolve));
    await wait(1);
  }
  if (die) process.exit(1);
  if (trailer) request.addTrailers({
    'Lambda-Runtime-Function-Error-Type': 'Function.Broken',
    'Lambda-Runtime-Function-Error-Body': Buffer.from(JSON.stringify({ errorType: 'Broken' })).toString('base64'),
  });
  request.end();
}
(async () => {
  for (;;) {
    const next = await call('GET', 'invocation/next', {}, (request) => request.end());
    const event = JSON.parse(next.body);
    const plan = event.rawPath ? JSON.parse(decodeURIComponent(event.rawPath.slice(1))) : event;
    const id = next.headers['lambda-runtime-aws-request-id'];
    const headers = {
      'Lambda-Runtime-Function-Response-Mode': 'streaming',
      'Transfer-Encoding': 'chunked',
      'Content-Type': plan.type ?? 'application/octet-stream',
      Trailer: 'Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body',
    };
    await call('POST', 'invocation/' + id + '/response', headers, (request) => void stream(request, plan));
  }
})();
`;

interface Plan {
  readonly chunks: readonly string[];
  readonly type?: string;
  readonly repeat?: number;
  readonly size?: number;
  readonly trailer?: boolean;
  readonly die?: boolean;
}

let bench: Bench;

async function openUrl(FunctionName: string, InvokeMode: InvokeMode): Promise<string> {
  await bench.lambda.send(
    new AddPermissionCommand({
      FunctionName,
      StatementId: 'everybody',
      Action: 'lambda:InvokeFunctionUrl',
      Principal: '*',
      FunctionUrlAuthType: 'NONE',
    }),
  );
  const url = { FunctionName, AuthType: 'NONE', InvokeMode } as const;
  return (await bench.lambda.send(new CreateFunctionUrlConfigCommand(url))).FunctionUrl ?? '';
}

before(async () => {
  bench = await Bench.start();
  const settings = { Runtime: 'provided.al2023' as Runtime, Handler: 'any', Timeout: 60 };
  await bench.create('streams', { bootstrap: { content: BOOTSTRAP, mode: 0o100755 } }, settings);
});
after(() => bench.close());

describe('InvokeWithResponseStream of a runtime that streams', { skip: whyNoNode }, () => {
  async function invoke(plan: Plan): Promise<{ text: string; complete: object; log: string }> {
    const { EventStream = [] } = await bench.lambda.send(
      new InvokeWithResponseStreamCommand({ FunctionName: 'streams', Payload: JSON.stringify(plan), LogType: 'Tail' }),
    );
    const chunks: Uint8Array[] = [];
    for await (const { PayloadChunk, InvokeComplete } of EventStream) {
      if (PayloadChunk?.Payload !== undefined) chunks.push(PayloadChunk.Payload);
      if (InvokeComplete !== undefined) {
        const { LogResult = '', ...complete } = InvokeComplete;
        return { text: Buffer.concat(chunks).toString(), complete, log: Buffer.from(LogResult, 'base64').toString() };
      }
    }
    return assert.fail('the stream has no end');
  }

  test('hands it on, and ends with the report', async () => {
    const { text, complete, log } = await invoke({ chunks: ['Hello, ', 'wörld!'] });
    assert.deepEqual([text, complete], ['Hello, wörld!', {}]);
    assert.match(log, /REPORT RequestId: .* Duration: /s);
  });

  test('ends with the error that comes behind the chunks', async () => {
    const { text, complete } = await invoke({ chunks: ['half'], trailer: true });
    assert.equal(text, 'half');
    assert.deepEqual(complete, { ErrorCode: 'Unhandled', ErrorDetails: '{"errorType":"Broken"}' });
  });

  test('ends with an error when the runtime dies in the middle', async () => {
    const { text, complete } = await invoke({ chunks: ['half'], die: true });
    assert.equal(text, 'half');
    assert.equal((complete as { ErrorCode?: string }).ErrorCode, 'Unhandled');
  });

  test('carries more than an answer in one piece may have', async () => {
    const { text, complete } = await invoke({ chunks: ['x'], repeat: 7, size: 1_000_000 });
    assert.deepEqual([text.length, complete], [7_000_000, {}]);
  });
});

describe('a function URL of a runtime that streams', { skip: whyNoNode }, () => {
  let address: string;
  before(async () => {
    address = await openUrl('streams', 'RESPONSE_STREAM');
  });
  const ask = (plan: Plan) => fetch(address + encodeURIComponent(JSON.stringify(plan)));

  test('has its media type and body', async () => {
    const reply = await ask({ chunks: ['Hello, ', 'world!'], type: 'text/plain' });
    assert.deepEqual([reply.status, reply.headers.get('content-type')], [200, 'text/plain']);
    assert.equal(await reply.text(), 'Hello, world!');
  });

  test('has status, headers and cookies of what comes first', async () => {
    const metadata = JSON.stringify({ statusCode: 418, headers: { 'x-a': 'b' }, cookies: ['c=d'] });
    const type = 'application/vnd.awslambda.http-integration-response';
    const reply = await ask({ chunks: [metadata, '\0\0\0\0', '\0\0\0\0tea', 'pot'], type });
    assert.deepEqual([reply.status, reply.headers.get('x-a'), await reply.text()], [418, 'b', 'teapot']);
    assert.deepEqual(reply.headers.getSetCookie(), ['c=d']);
  });

  test('breaks off when the runtime dies', async () => {
    const reply = await ask({ chunks: ['half'], die: true });
    await assert.rejects(reply.text());
    assert.equal(await (await ask({ chunks: ['again'] })).text(), 'again');
  });
});

describe('a handler in Node.js that streams', () => {
  const source = `
    exports.handler = awslambda.streamifyResponse(async (event, stream) => {
      const metadata = { statusCode: 201, headers: { 'Content-Type': 'text/html', 'X-Path': event.rawPath }, cookies: ['a=b'] };
      const http = event.rawPath === undefined ? stream : awslambda.HttpResponseStream.from(stream, metadata);
      http.write('<p>');
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (event.rawPath === '/fails') throw new Error('in the middle');
      http.write('</p>');
      http.end();
    });`;
  let address: string;
  before(async () => {
    await bench.create('handler', { 'index.js': source });
    address = await openUrl('handler', 'RESPONSE_STREAM');
  });

  test('sets status, headers and cookies of its function URL', async () => {
    const reply = await fetch(`${address}a`);
    assert.deepEqual([reply.status, reply.headers.get('x-path'), await reply.text()], [201, '/a', '<p></p>']);
    assert.deepEqual(reply.headers.getSetCookie(), ['a=b']);
    assert.equal(reply.headers.get('content-type'), 'text/html');
  });

  test('that fails in the middle breaks off', async () => {
    const reply = await fetch(`${address}fails`);
    assert.equal(reply.status, 201);
    await assert.rejects(reply.text());
    assert.equal(await (await fetch(`${address}a`)).text(), '<p></p>');
  });

  test('answers Invoke in one piece', async () => {
    const reply = await bench.lambda.send(new InvokeCommand({ FunctionName: 'handler', Payload: '{}' }));
    assert.equal(reply.Payload?.transformToString(), '<p></p>');
  });
});

describe('a client that reads slowly', () => {
  test('makes the function wait, and one that goes away does not', { skip: whyNoNode, timeout: 60_000 }, async () => {
    const source = `
      const { once } = require('node:events');
      exports.handler = awslambda.streamifyResponse(async (event, stream) => {
        for (let written = 0; written < 20; written++) {
          if (!stream.write(Buffer.alloc(1_000_000))) await once(stream, 'drain');
          console.log('written', written);
        }
        stream.end();
      });`;
    await bench.create('pours', { 'index.js': source }, { Timeout: 60 });
    const address = await openUrl('pours', 'RESPONSE_STREAM');
    const logs = new CloudWatchLogsClient({ endpoint: bench.emulator.endpoint, region: 'us-east-1', credentials });
    const isLogged = async (filterPattern: string): Promise<boolean> => {
      const request = new FilterLogEventsCommand({ logGroupName: '/aws/lambda/pours', filterPattern });
      return ((await logs.send(request)).events?.length ?? 0) > 0;
    };
    const { promise, resolve } = Promise.withResolvers<IncomingMessage>();
    const sent = httpRequest(address, resolve).end();
    const reply = await promise;
    reply.once('error', () => {});
    while (!(await isLogged('"written 3"'))) await new Promise((done) => setTimeout(done, 20));
    assert.equal(await isLogged('"written 19"'), false, 'it waits for somebody to read');
    reply.destroy();
    sent.destroy();
    while (!(await isLogged('REPORT'))) await new Promise((done) => setTimeout(done, 20));
    assert.equal(await isLogged('"written 19"'), true, 'it ran to its end');
    logs.destroy();
  });
});
