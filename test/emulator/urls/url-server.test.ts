import assert from 'node:assert/strict';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, afterEach, describe, test } from 'node:test';
import { systemClock } from '../../../src/emulator/clock.js';
import type { InvocationResult } from '../../../src/emulator/environment/host.js';
import { Bodies } from '../../../src/emulator/http/body.js';
import { SignatureVerifier } from '../../../src/emulator/http/signature/verifier.js';
import { ServiceError } from '../../../src/emulator/service-error.js';
import type { FunctionUrl } from '../../../src/emulator/urls/function-url.js';
import { FunctionUrls } from '../../../src/emulator/urls/function-urls.js';
import type { UrlInvocation } from '../../../src/emulator/urls/url-server.js';
import { epochMilliseconds } from '../../../src/units/index.js';
import { sign } from '../http/signature/sign.js';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };

/** What the function does with an invocation; each test lays down its own. */
let script: (invocation: UrlInvocation) => InvocationResult | Promise<InvocationResult>;
let isPublic = true;
const urls = new FunctionUrls({
  clock: systemClock,
  verifier: new SignatureVerifier([credentials], systemClock),
  bodies: new Bodies(),
  isPublic: () => isPublic,
  invoke: async (_url, invocation) => script(invocation),
});

const completed = (payload: string | Buffer): InvocationResult => ({
  outcome: { kind: 'completed', payload: Buffer.from(payload) },
  logTail: Buffer.alloc(0),
});
const failed = (): InvocationResult => ({
  outcome: { kind: 'functionError', errorType: 'Runtime.ExitError', payload: Buffer.from('{}') },
  logTail: Buffer.alloc(0),
});

const target = { region: 'us-east-1', name: 'f' };
async function open(more: Partial<FunctionUrl> = {}): Promise<string> {
  const now = epochMilliseconds(0);
  const url = { id: 'u'.repeat(32), target, authType: 'NONE', invokeMode: 'BUFFERED' } as const;
  const { port } = await urls.open({ ...url, createdAt: now, lastModified: now, ...more });
  return `http://127.0.0.1:${port}`;
}

afterEach(() => {
  urls.removeAllOf(target);
  isPublic = true;
});
after(() => urls.close());

const eventOf = ({ payload }: UrlInvocation): Record<string, unknown> => JSON.parse(payload.toString());

describe('a function URL', () => {
  test('hands a request on as an event and answers with the response', async () => {
    const address = await open();
    script = (invocation) => {
      const { rawPath, body, requestContext } = eventOf(invocation);
      const { requestId } = requestContext as { requestId: string };
      assert.equal(requestId, invocation.requestId);
      assert.match(invocation.traceId, /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/);
      const cookies = ['a=1', 'b=2'];
      return completed(
        JSON.stringify({ statusCode: 201, cookies, headers: { 'X-Id': requestId }, body: `${rawPath}${body}` }),
      );
    };
    const reply = await fetch(`${address}/a%2Fb?c`, {
      method: 'POST',
      body: 'text',
      headers: { 'Content-Type': 'text/plain' },
    });
    assert.equal(reply.status, 201);
    assert.equal(await reply.text(), '/a%2Fbtext');
    assert.deepEqual(reply.headers.getSetCookie(), ['a=1', 'b=2']);
    assert.equal(reply.headers.get('x-amzn-requestid'), reply.headers.get('x-id'));
    assert.match(reply.headers.get('x-amzn-trace-id') ?? '', /^Root=1-/);
  });

  test('keeps the trace that a client brings', async () => {
    const address = await open();
    script = ({ traceId }) => completed(JSON.stringify(traceId));
    const headers = { 'X-Amzn-Trace-Id': 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1' };
    const reply = await (await fetch(address, { headers })).text();
    assert.match(reply, /^Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1;Parent=[0-9a-f]{16}$/);
  });

  test('answers HEAD with the headers of the response and no body', async () => {
    const address = await open();
    script = () => completed('"hello"');
    const reply = await fetch(address, { method: 'HEAD' });
    assert.deepEqual([reply.status, reply.headers.get('content-length'), await reply.text()], [200, '5', '']);
  });

  test('says Internal Server Error for an error of the function', async () => {
    const address = await open();
    script = failed;
    const reply = await fetch(address);
    assert.deepEqual([reply.status, await reply.text()], [502, 'Internal Server Error']);
  });

  test('says 429 when there is no room, with the reason', async () => {
    const address = await open();
    script = () => {
      const Reason = 'ReservedFunctionConcurrentInvocationLimitExceeded';
      throw new ServiceError('TooManyRequestsException', 429, 'Rate Exceeded.', { Reason });
    };
    const reply = await fetch(address);
    assert.equal(reply.status, 429);
    assert.equal(reply.headers.get('x-amzn-errortype'), 'TooManyRequestsException');
    assert.equal(
      ((await reply.json()) as { Reason: string }).Reason,
      'ReservedFunctionConcurrentInvocationLimitExceeded',
    );
  });

  test('takes 6 MB and not more, in base64 or not', async () => {
    const address = await open();
    script = (invocation) => completed(String((eventOf(invocation).body as string).length));
    const post = (bytes: number, type: string) =>
      fetch(address, { method: 'POST', body: Buffer.alloc(bytes, 'x'), headers: { 'Content-Type': type } });
    assert.equal(await (await post(6_291_456, 'text/plain')).text(), '6291456');
    const tooLong = await post(6_291_457, 'text/plain');
    assert.equal(tooLong.status, 413);
    assert.match(await tooLong.text(), /Request must be smaller than 6291456 bytes for the InvokeFunction operation/);
    assert.equal((await post(5_000_000, 'image/png')).status, 413);
  });

  test('answers 6 MB', async () => {
    const address = await open();
    script = () => completed(JSON.stringify('x'.repeat(6_291_454)));
    assert.equal((await (await fetch(address)).text()).length, 6_291_454);
  });

  test('goes on when a client goes away in the middle of its request', async () => {
    const address = await open();
    script = () => completed('"hello"');
    const { port } = new URL(address);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf', () => socket.destroy());
    await new Promise((resolve) => socket.once('close', resolve));
    assert.equal(await (await fetch(address)).text(), 'hello');
  });

  test('refuses what is no HTTP and headers without an end, and goes on', async () => {
    const address = await open();
    script = () => completed('"hello"');
    const reply = await fetch(address, { headers: { 'x-huge': 'x'.repeat(100_000) } });
    assert.equal(reply.status, 431);
    const socket = connect(Number(new URL(address).port), '127.0.0.1');
    socket.write('GRÜSS / HTTP/9\r\n\r\n');
    assert.match(await text(socket), /^HTTP\/1\.1 400 /);
    assert.equal(await (await fetch(address)).text(), 'hello');
  });

  test('takes a body whose length nobody has said', async () => {
    const address = await open();
    script = (invocation) => completed(JSON.stringify(eventOf(invocation).body));
    const body = new ReadableStream({
      start(controller) {
        for (const part of ['a', 'b', 'c']) controller.enqueue(Buffer.from(part));
        controller.close();
      },
    });
    const headers = { 'Content-Type': 'text/plain' };
    const reply = await fetch(address, { method: 'POST', body, headers, duplex: 'half' } as RequestInit);
    assert.equal(await reply.text(), 'abc');
  });

  test('has its port for itself, and none when it is removed', async () => {
    const address = await open();
    await assert.rejects(open(), { name: 'ResourceConflictException' });
    script = () => completed('"hello"');
    assert.equal((await fetch(address)).status, 200);
    urls.remove(target);
    await assert.rejects(fetch(address));
    assert.throws(() => urls.find(target), { name: 'ResourceNotFoundException' });
  });

  test('takes the port it had before, or another if that is taken', async () => {
    const now = epochMilliseconds(0);
    const url = {
      id: 'u'.repeat(32),
      authType: 'NONE',
      invokeMode: 'BUFFERED',
      createdAt: now,
      lastModified: now,
    } as const;
    const first = await urls.open({ ...url, target });
    urls.remove(target);
    const again = await urls.open({ ...url, target }, first.port);
    assert.equal(again.port, first.port);
    const other = await urls.open({ ...url, target: { ...target, qualifier: 'live' } }, first.port);
    assert.notEqual(other.port, first.port);
    assert.deepEqual(
      urls.of(target).map((it) => it.target.qualifier),
      [undefined, 'live'],
    );
  });
});

describe('who may call it', () => {
  const FORBIDDEN =
    '{"Message":"Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"}';
  test('is in the policy of the function when AuthType is NONE', async () => {
    const address = await open();
    isPublic = false;
    const reply = await fetch(address, { method: 'POST', body: 'text' });
    assert.deepEqual([reply.status, await reply.text()], [403, FORBIDDEN]);
    assert.equal(reply.headers.get('x-amzn-errortype'), 'AccessDeniedException');
  });

  test('is nobody without a signature when AuthType is AWS_IAM', async () => {
    const address = await open({ authType: 'AWS_IAM' });
    const reply = await fetch(address);
    assert.deepEqual([reply.status, await reply.text()], [403, FORBIDDEN]);
  });

  test('is whoever signs with a key of the account, and the event says who', async () => {
    const address = await open({ authType: 'AWS_IAM' });
    script = (invocation) => completed(JSON.stringify(eventOf(invocation).requestContext));
    const url = new URL(`${address}/a%20b?c=d%20e`);
    const headers = sign({ method: 'POST', url, body: 'body', credentials });
    const reply = await fetch(url, { method: 'POST', body: 'body', headers });
    const context = (await reply.json()) as { authorizer: { iam: { accessKey: string } } };
    assert.equal(context.authorizer.iam.accessKey, 'AKIDEXAMPLE');
  });

  test('is not who sends another body or asks for another path than was signed', async () => {
    const address = await open({ authType: 'AWS_IAM' });
    script = () => completed('"never"');
    const url = new URL(`${address}/a%20b?c=d%20e`);
    const headers = sign({ method: 'POST', url, body: 'body', credentials });
    for (const [path, body] of [
      ['/a%20b?c=d%20e', 'other'],
      ['/?c=d%20e', 'body'],
    ]) {
      const reply = await fetch(`${address}${path}`, { method: 'POST', body: body ?? '', headers });
      assert.equal(reply.status, 403);
      assert.equal(reply.headers.get('x-amzn-errortype'), 'InvalidSignatureException');
      assert.match(await reply.text(), /^\{"message":"The request signature we calculated does not match/);
    }
  });
});

describe('CORS', () => {
  const cors = {
    AllowOrigins: ['https://a.example', 'https://b.example'],
    AllowMethods: ['GET', 'PUT'],
    AllowHeaders: ['x-one', 'x-two'],
    ExposeHeaders: ['x-three'],
    AllowCredentials: true,
    MaxAge: 300,
  };
  const preflight = { Origin: 'https://b.example', 'Access-Control-Request-Method': 'PUT' };
  const corsOf = (headers: Headers): Record<string, string> =>
    Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));

  /** `fetch` may not ask for an origin of its own. */
  function send(address: string, method: string, headers: Record<string, string>): Promise<[IncomingMessage, string]> {
    return new Promise((resolve, reject) => {
      const sent = httpRequest(address, { method, headers }, (reply) => {
        text(reply).then((body) => resolve([reply, body]), reject);
      });
      sent.once('error', reject).end();
    });
  }
  const headersOf = (reply: IncomingMessage): Headers =>
    new Headers(
      Object.entries(reply.headersDistinct).flatMap(([name, values = []]) =>
        values.map((it): [string, string] => [name, it]),
      ),
    );

  test('a preflight is answered without the function and without a signature', async () => {
    const address = await open({ authType: 'AWS_IAM', cors });
    script = () => assert.fail('was invoked');
    const [reply, body] = await send(address, 'OPTIONS', preflight);
    assert.deepEqual([reply.statusCode, body, reply.headers.vary], [200, '', 'Origin']);
    assert.deepEqual(corsOf(headersOf(reply)), {
      'access-control-allow-origin': 'https://b.example',
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'GET,PUT',
      'access-control-allow-headers': 'x-one,x-two',
      'access-control-max-age': '300',
    });
  });

  test('an origin that is not allowed gets no leave', async () => {
    const address = await open({ cors });
    const [reply] = await send(address, 'OPTIONS', { ...preflight, Origin: 'https://c.example' });
    assert.deepEqual([reply.statusCode, corsOf(headersOf(reply))], [200, {}]);
  });

  test('other answers have the headers too, beside those of the function', async () => {
    const address = await open({ cors: { ...cors, AllowOrigins: ['*'] } });
    script = () => completed('{"statusCode": 200, "headers": {"Access-Control-Allow-Origin": "*"}}');
    const [reply] = await send(address, 'GET', { Origin: 'https://z.example' });
    assert.deepEqual(corsOf(headersOf(reply)), {
      'access-control-allow-origin': '*, https://z.example',
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'x-three',
    });
  });

  test('without it the function answers OPTIONS itself', async () => {
    const address = await open();
    script = () => completed('{"statusCode": 204, "headers": {"Access-Control-Allow-Origin": "*"}}');
    const [reply] = await send(address, 'OPTIONS', preflight);
    assert.deepEqual([reply.statusCode, reply.headers['access-control-allow-origin']], [204, '*']);
  });
});

describe('a function URL that streams', () => {
  const openStream = () => open({ invokeMode: 'RESPONSE_STREAM' });

  test('sends each chunk before the next is written', async () => {
    const address = await openStream();
    const next = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
    script = async ({ sink }) => {
      sink?.begin('text/plain');
      sink?.write(Buffer.from('first'));
      await next[0].promise;
      sink?.write(Buffer.from('second'));
      await next[1].promise;
      return completed('');
    };
    const reply = await fetch(address);
    assert.deepEqual([reply.status, reply.headers.get('content-type')], [200, 'text/plain']);
    const seen: string[] = [];
    for await (const chunk of reply.body ?? []) {
      seen.push(Buffer.from(chunk).toString());
      next[seen.length - 1]?.resolve();
    }
    assert.deepEqual(seen, ['first', 'second']);
  });

  test('takes status, headers and cookies ahead of the body', async () => {
    const address = await openStream();
    script = ({ sink }) => {
      sink?.begin('application/vnd.awslambda.http-integration-response');
      sink?.write(Buffer.from('{"statusCode":207,"headers":{"X-A":"b"},"cookies":["c=1"]}\0\0\0'));
      sink?.write(Buffer.from('\0\0\0\0\0<p>'));
      sink?.write(Buffer.from('</p>'));
      return completed('');
    };
    const reply = await fetch(address);
    assert.deepEqual([reply.status, reply.headers.get('x-a'), await reply.text()], [207, 'b', '<p></p>']);
    assert.deepEqual(reply.headers.getSetCookie(), ['c=1']);
    assert.equal(reply.headers.get('content-type'), 'application/octet-stream');
  });

  test('sends an answer in one piece as it is', async () => {
    const address = await openStream();
    script = () => completed('{"statusCode": 201, "body": "x"}');
    const reply = await fetch(address);
    assert.deepEqual([reply.status, await reply.text()], [200, '{"statusCode": 201, "body": "x"}']);
    assert.equal(reply.headers.get('content-type'), 'application/json');
  });

  test('says Internal Server Error while it still can, and breaks off when it cannot', async () => {
    const address = await openStream();
    script = failed;
    assert.equal((await fetch(address)).status, 502);
    script = ({ sink }) => {
      sink?.begin('application/vnd.awslambda.http-integration-response');
      sink?.write(Buffer.from('{"statusCode":200}'));
      return failed();
    };
    assert.equal((await fetch(address)).status, 502);
    script = async ({ sink }) => {
      sink?.begin('text/plain');
      sink?.write(Buffer.from('half'));
      return failed();
    };
    const reply = await fetch(address);
    assert.equal(reply.status, 200);
    await assert.rejects(reply.text());
  });

  test('says 429 when there is no room', async () => {
    const address = await openStream();
    script = () => {
      throw new ServiceError('TooManyRequestsException', 429, 'Rate Exceeded.');
    };
    assert.equal((await fetch(address)).status, 429);
  });

  test('lets a function wait for a slow client, and run to its end when the client goes away', async () => {
    const address = await openStream();
    const waited = Promise.withResolvers<number>();
    const ended = Promise.withResolvers<void>();
    script = async ({ sink }) => {
      sink?.begin('text/plain');
      let written = 0;
      for (; written < 100_000; written++) {
        const room = sink?.write(Buffer.alloc(65_536));
        if (room !== undefined) {
          waited.resolve(written);
          await room;
        }
      }
      ended.resolve();
      return completed('');
    };
    const { promise, resolve } = Promise.withResolvers<IncomingMessage>();
    const sent = httpRequest(address, resolve).end();
    const reply = await promise;
    reply.once('error', () => {});
    assert.ok((await waited.promise) < 1000, 'waits for the client');
    reply.destroy();
    sent.destroy();
    await ended.promise;
  });
});
