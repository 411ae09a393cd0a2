import assert from 'node:assert/strict';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { requestWriter, type WireTarget } from '../../../src/load/index.js';
import { epochMilliseconds } from '../../../src/units/index.js';
import fc from '../../fixtures/properties.js';

const NOW = epochMilliseconds(Date.UTC(2026, 10, 26, 20, 0, 0, 100));
const later = (ms: number) => epochMilliseconds(NOW + ms);
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };

const targetOf = (more: Partial<WireTarget> = {}, ...bodies: string[]): WireTarget => ({
  protocol: 'http',
  url: 'http://127.0.0.1:1234/path?b=2&a=1',
  method: 'POST',
  headers: {},
  payloads: bodies.map((body, at) => ({ name: String(at), weight: 1, body })),
  weight: 1,
  ...more,
});
const invoked: Partial<WireTarget> = {
  protocol: 'invoke',
  url: 'https://lambda.eu-central-1.amazonaws.com/2015-03-31/functions/f/invocations?Qualifier=7',
  signing: { service: 'lambda', region: 'eu-central-1' },
};

const textOf = (parts: readonly Uint8Array[]): string => Buffer.concat(parts).toString('utf8');
const write = (target: WireTarget, payload = 0, now = NOW): string => {
  const writer = requestWriter(target);
  writer.renew(credentials);
  return textOf(writer.write(payload, now));
};
const headersOf = (request: string): Map<string, string> =>
  new Map(
    (request.split('\r\n\r\n')[0] ?? '')
      .split('\r\n')
      .slice(1)
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );

describe('a request', () => {
  test('of Invoke asks for the log tail and is signed', () => {
    const [line, ...rest] = write(targetOf(invoked, '{"ü":1}')).split('\r\n');
    assert.equal(line, 'POST /2015-03-31/functions/f/invocations?Qualifier=7 HTTP/1.1');
    assert.deepEqual(
      rest.slice(0, -1).map((it) => it.replace(/(?<=Signature=|Sha256: )[\da-f]{64}$/, '…')),
      [
        'Host: lambda.eu-central-1.amazonaws.com',
        'User-Agent: kelvin',
        'Content-Type: application/json',
        'X-Amz-Invocation-Type: RequestResponse',
        'X-Amz-Log-Type: Tail',
        'Content-Length: 8',
        'X-Amz-Content-Sha256: …',
        'X-Amz-Date: 20261126T200000Z',
        'Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261126/eu-central-1/lambda/aws4_request, ' +
          'SignedHeaders=content-length;content-type;host;x-amz-content-sha256;x-amz-date;x-amz-invocation-type;x-amz-log-type, Signature=…',
        '',
      ],
    );
    assert.equal(rest.at(-1), '{"ü":1}');
  });

  test('to any address has what the scenario says, and nothing of AWS', () => {
    const request = write(targetOf({ headers: { 'X-Key': 'a', host: 'shop.example' }, method: 'PUT' }, 'x'));
    assert.equal(
      request,
      'PUT /path?b=2&a=1 HTTP/1.1\r\nUser-Agent: kelvin\r\nAccept: */*\r\nX-Key: a\r\nhost: shop.example\r\n' +
        'Content-Type: application/json\r\nContent-Length: 1\r\n\r\nx',
    );
  });

  test('without a body has its length only where the method means something by one', () => {
    for (const [method, length] of [
      ['GET', undefined],
      ['HEAD', undefined],
      ['POST', '0'],
      ['PUT', '0'],
    ] as const) {
      assert.equal(headersOf(write(targetOf({ method }, ''))).get('content-length'), length, method);
    }
  });

  test("keeps to the wire's own headers, and to the signature's where it signs", () => {
    const given = {
      Connection: 'close',
      'content-length': '7',
      'Transfer-Encoding': 'chunked',
      Authorization: 'Bearer t',
    };
    const plain = headersOf(write(targetOf({ headers: given }, 'x')));
    assert.deepEqual(
      ['connection', 'content-length', 'transfer-encoding', 'authorization'].map((it) => plain.get(it)),
      [undefined, '1', undefined, 'Bearer t'],
    );
    const signed = headersOf(write(targetOf({ ...invoked, headers: { ...given, 'X-Amz-Date': 'never' } }, 'x')));
    assert.match(signed.get('authorization') ?? '', /^AWS4-HMAC-SHA256 /);
    assert.equal(signed.get('x-amz-date'), '20261126T200000Z');
  });

  test('cannot be made of headers or an address that would be something else on the wire', () => {
    for (const headers of [{ 'X-A': 'a\r\nX-B: b' }, { 'X A': 'a' }, { 'X-A': '日本' }]) {
      assert.throws(() => requestWriter(targetOf({ headers }, 'x')), TypeError);
    }
    assert.throws(() => requestWriter(targetOf({ url: 'ftp://127.0.0.1/' })), TypeError);
    assert.throws(() => requestWriter(targetOf({ url: 'nowhere' })), TypeError);
    assert.throws(() => requestWriter(targetOf({ method: 'GET / HTTP/1.1\r\nX: ' }, 'x')), TypeError);
  });
});

test('an endpoint has the port of its scheme, and an address of IPv6 without brackets', () => {
  const endpoint = (url: string) => requestWriter(targetOf({ url })).endpoint;
  assert.deepEqual(endpoint('https://x.example/'), { isSecure: true, hostname: 'x.example', port: 443 });
  assert.deepEqual(endpoint('http://x.example/'), { isSecure: false, hostname: 'x.example', port: 80 });
  assert.deepEqual(endpoint('http://[::1]:99/'), { isSecure: false, hostname: '::1', port: 99 });
});

describe('of requests that follow each other', () => {
  test('those of one second are the same bytes, and the next second has a date and a signature of its own', () => {
    const writer = requestWriter(targetOf(invoked, 'a', 'b'));
    writer.renew(credentials);
    const first = writer.write(0, NOW);
    assert.equal(writer.write(0, later(899)), first);
    const [before, after] = [first, writer.write(0, later(900))].map((it) => headersOf(textOf(it)));
    assert.equal(after?.get('x-amz-date'), '20261126T200001Z');
    assert.notEqual(after?.get('authorization'), before?.get('authorization'));
    assert.equal(textOf(writer.write(0, NOW)), textOf(first));
    assert.match(textOf(writer.write(1, NOW)), /b$/);
    assert.throws(() => writer.write(2, NOW), RangeError);
  });

  test('a long body is one buffer for all, and not copied', () => {
    const writer = requestWriter(targetOf(invoked, 'x'.repeat(100_000)));
    writer.renew(credentials);
    const [first, second] = [writer.write(0, NOW), writer.write(0, later(5000))];
    assert.deepEqual([first.length, second.length], [2, 2]);
    assert.equal(first[1], second[1]);
    assert.equal(headersOf(textOf(first)).get('content-length'), '100000');
  });

  test('those after new credentials are signed with them, session token included', () => {
    const writer = requestWriter(targetOf(invoked, 'x'));
    writer.renew(credentials);
    const before = headersOf(textOf(writer.write(0, NOW)));
    writer.renew({ accessKeyId: 'ASIANEW', secretAccessKey: 'other', sessionToken: 'token' });
    const after = headersOf(textOf(writer.write(0, NOW)));
    assert.deepEqual([before.get('x-amz-security-token'), after.get('x-amz-security-token')], [undefined, 'token']);
    assert.match(after.get('authorization') ?? '', /Credential=ASIANEW.*;x-amz-date;x-amz-.*;x-amz-security-token,/);
  });

  test('none is sent unsigned that should be signed', () => {
    assert.throws(() => requestWriter(targetOf(invoked, 'x')).write(0, NOW), /before there are credentials/);
  });

  test("those after a refusal because of the clock have the server's, and it is learnt once", () => {
    const writer = requestWriter(targetOf(invoked, 'x'));
    writer.renew(credentials);
    const refused = { outcome: { kind: 'http-error', status: 403 }, serverClock: later(3_600_000) } as const;
    assert.equal(writer.learnClock({ outcome: refused.outcome }, NOW), false);
    assert.equal(writer.learnClock({ ...refused, serverClock: later(30_000) }, NOW), false);
    assert.equal(writer.learnClock(refused, NOW), true);
    assert.equal(headersOf(textOf(writer.write(0, NOW))).get('x-amz-date'), '20261126T210000Z');
    assert.equal(writer.learnClock(refused, NOW), false);
  });
});

describe('whatever is written', () => {
  const server = createServer({ keepAlive: true });
  before(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  after(() => {
    server.close();
    server.closeAllConnections();
  });

  test('is read by a server as it was meant', async () => {
    const { port } = server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1').resume();
    const name = fc.stringMatching(/^[a-z]{1,8}$/).map((it) => `x-${it}`);
    const value = fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/);
    await fc.assert(
      fc.asyncProperty(
        fc.webPath(),
        fc.dictionary(name, value, { maxKeys: 5 }),
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.boolean(),
        async (path, headers, body, isSigned) => {
          const url = `http://127.0.0.1:${port}${path}`;
          const signing = isSigned ? { signing: { service: 'lambda', region: 'eu-central-1' } as const } : {};
          const writer = requestWriter(targetOf({ url, headers, ...signing }, body));
          writer.renew(credentials);
          const received = new Promise<[IncomingMessage, Buffer]>((resolve) => {
            server.once('request', (request, response) => {
              buffer(request).then((bytes) => {
                response.end();
                resolve([request, bytes]);
              });
            });
          });
          for (const part of writer.write(0, NOW)) socket.write(part);
          const [request, bytes] = await received;
          assert.equal(bytes.toString(), body);
          assert.equal(request.method, 'POST');
          assert.equal(request.url, new URL(url).pathname + new URL(url).search);
          for (const [key, text] of Object.entries(headers)) assert.equal(request.headers[key], text);
          assert.equal(request.headers.authorization !== undefined, isSigned);
        },
      ),
      { numRuns: 100 },
    );
    socket.destroy();
  });
});
