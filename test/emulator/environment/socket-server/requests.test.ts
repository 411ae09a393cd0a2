import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import fc from '../../../fixtures/properties.js';
import { type Client, Recorder, until } from './recorder.js';

let server: Recorder;
let client: Client;
beforeEach(async () => {
  server = await Recorder.start();
  client = await server.connect();
});
afterEach(() => server.close());

const get = (path: string, ...headers: string[]): string =>
  [`GET ${path} HTTP/1.1`, 'Host: x', ...headers, '', ''].join('\r\n');
const post = (path: string, body: string, ...headers: string[]): string =>
  [`POST ${path} HTTP/1.1`, 'Host: x', `Content-Length: ${body.length}`, ...headers, '', body].join('\r\n');
const chunked = (path: string, chunks: readonly string[], trailers = ''): string => {
  const coded = chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join('');
  return `POST ${path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${coded}0\r\n${trailers}\r\n`;
};

const answers = (count: number): Promise<void> =>
  until(
    () => client.statuses.length === count,
    () => client.received,
  );
const closed = (): Promise<void> =>
  until(
    () => client.isClosed,
    () => client.received,
  );

test('a request is answered with its length and the date, and the connection stays', async () => {
  await client.send(post('/a?b=c', 'hello'));
  await answers(1);
  const [head = '', body] = client.received.split('\r\n\r\n');
  assert.deepEqual(
    head.split('\r\n').filter((line) => !line.startsWith('Date: ')),
    ['HTTP/1.1 200 OK', 'Content-Length: 10', 'X-Path: /a?b=c'],
  );
  assert.match(head, /\r\nDate: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/);
  assert.equal(body, 'POST hello');
  await client.send(get('/again'));
  await answers(2);
  assert.equal(client.isClosed, false);
});

test('however the bytes of requests are cut, the same requests come out', async () => {
  const requests = [
    post('/first', 'some body'),
    get('/second', 'X-Long: '.padEnd(300, 'x')),
    chunked('/third', ['a', '\r\n0\r\n\r\n', 'c'.repeat(70)], 'X-Trailer: t\r\nX-Other: u\r\n'),
    post('/refuse', 'not read'),
    post('/fourth', ''),
    chunked('/fifth', []),
  ].join('');
  const expected = [
    { method: 'POST', path: '/first', body: 'some body', end: 'complete' },
    { method: 'GET', path: '/second', body: '', end: 'complete' },
    { method: 'POST', path: '/third', body: `a\r\n0\r\n\r\n${'c'.repeat(70)}`, end: 'complete', trailer: 't' },
    { method: 'POST', path: '/refuse', body: '', end: 'open' },
    { method: 'POST', path: '/fourth', body: '', end: 'complete' },
    { method: 'POST', path: '/fifth', body: '', end: 'complete' },
  ];
  const cuts = fc.array(fc.integer({ min: 1, max: requests.length - 1 }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(cuts, async (places) => {
      const bounds = [0, ...[...new Set(places)].sort((a, b) => a - b), requests.length];
      const own = await Recorder.start();
      const sender = await own.connect();
      try {
        for (const [index, end] of bounds.slice(1).entries()) await sender.send(requests.slice(bounds[index], end));
        await until(
          () => sender.statuses.length === expected.length,
          () => [own.seen, sender.received],
        );
        assert.deepEqual(own.seen, expected);
        assert.deepEqual(sender.statuses, [200, 200, 200, 403, 200, 200]);
      } finally {
        own.close();
      }
    }),
    { numRuns: 60 },
  );
});

test('a request that comes byte by byte is one request', async () => {
  for (const byte of chunked('/slow', ['ab', 'c'], 'X-Trailer: z\r\n')) await client.send(byte);
  await answers(1);
  assert.deepEqual(server.seen, [{ method: 'POST', path: '/slow', body: 'abc', end: 'complete', trailer: 'z' }]);
});

test('a request that was sent ahead is taken when the one before it has been answered', async () => {
  await client.send(get('/wait') + get('/after'));
  await until(
    () => server.waiting.length === 1,
    () => server.seen,
  );
  assert.deepEqual(
    server.seen.map(({ path }) => path),
    ['/wait'],
  );
  server.waiting[0]?.reply(200, {}, 'now');
  await answers(2);
  assert.deepEqual(
    server.seen.map(({ path }) => path),
    ['/wait', '/after'],
  );
});

test('an answer that the sender has not waited for leaves with the next one', async () => {
  await client.send(post('/answer', 'x') + get('/wait'));
  await until(
    () => server.waiting.length === 1,
    () => server.seen,
  );
  assert.equal(client.received, '');
  server.waiting[0]?.reply(200, {}, 'now');
  await answers(2);
  assert.match(client.received, /POST x.*now$/s);
});

test('an answer that the sender waits for leaves at once, though a request is on its way', async () => {
  await client.send(`${post('/answer', 'x')}GET /wa`);
  await answers(1);
});

test('of several answers to a request the first counts', async () => {
  await client.send(get('/wait'));
  await until(
    () => server.waiting.length === 1,
    () => server.seen,
  );
  const [exchange] = server.waiting;
  exchange?.reply(200, {}, Buffer.from('one'));
  exchange?.reply(500, {}, 'two');
  await client.send(get('/next'));
  await answers(2);
  assert.deepEqual(client.statuses, [200, 200]);
});

test('a body as large as may be comes whole, in both directions', async () => {
  const large = 'm'.repeat(6 * 1024 * 1024);
  await client.send(post('/wait', large));
  await until(
    () => server.waiting.length === 1,
    () => server.seen.length,
  );
  assert.equal(server.seen[0]?.body.length, large.length);
  server.waiting[0]?.reply(200, {}, Buffer.from(large));
  await until(
    () => client.received.endsWith(large),
    () => client.received.length,
  );
});

test('text is sent as UTF-8 with its length in bytes, and no value of a header can end it', async () => {
  await client.send(get('/wait'));
  await until(
    () => server.waiting.length === 1,
    () => server.seen,
  );
  server.waiting[0]?.reply(200, { 'X-Bad': 'a\r\nInjected: b\u{1f600}' }, '\u{1f600} é');
  await answers(1);
  assert.match(client.received, /Content-Length: 7\r\n/);
  assert.match(client.received, /X-Bad: a\?\?Injected: b\?\?\r\n/);
  assert.equal(Buffer.from(client.received.split('\r\n\r\n')[1] ?? '', 'latin1').toString(), '\u{1f600} é');
});

test('who holds a body back until it is wanted is told to go on, or that it is not', async () => {
  const head = (path: string): string =>
    `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n`;
  await client.send(head('/wanted'));
  await answers(1);
  assert.equal(client.received, 'HTTP/1.1 100 Continue\r\n\r\n');
  await client.send('body');
  await answers(2);
  await client.send(head('/refuse'));
  await answers(3);
  assert.deepEqual(client.statuses, [100, 200, 403]);
});

test('a sender is held up while who takes the body has no room', async () => {
  let release = (): void => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  server.room = () => gate;
  const size = 32 * 1024 * 1024;
  const sent = client.send(post('/full', 'x'.repeat(size)));
  await until(
    () => (server.seen[0]?.body.length ?? 0) > 0,
    () => server.seen.length,
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.ok((server.seen[0]?.body.length ?? 0) < size / 2);
  server.room = () => undefined;
  release();
  await sent;
  await answers(1);
  assert.equal(server.seen[0]?.body.length, size);
});

test('Connection: close and HTTP/1.0 end the connection after the answer', async () => {
  await client.send(get('/last', 'Connection: close') + get('/never'));
  await closed();
  assert.deepEqual(client.statuses, [200]);
  assert.match(client.received, /\r\nConnection: close\r\n/);
  client = await server.connect();
  await client.send('GET /old HTTP/1.0\r\n\r\n');
  await closed();
  assert.deepEqual(client.statuses, [200]);
  client = await server.connect();
  await client.send('GET /old HTTP/1.0\r\nConnection: keep-alive\r\n\r\n');
  await answers(1);
  await client.send(get('/more'));
  await answers(2);
  assert.deepEqual(
    server.seen.map(({ path }) => path),
    ['/last', '/old', '/old', '/more'],
  );
});

test('a sender that ends its side behind the request gets the answer', async () => {
  client.socket.end(post('/all', 'said'), 'latin1');
  await closed();
  assert.match(client.received, /^HTTP\/1\.1 200 .*POST said$/s);
});

test('a body of a sender that hangs up is broken', async () => {
  await client.send('POST /gone HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf');
  await until(
    () => server.seen[0]?.body === 'half',
    () => server.seen,
  );
  client.socket.destroy();
  await until(
    () => server.seen[0]?.end === 'broken',
    () => server.seen,
  );
});

test('an answer to who has hung up goes nowhere and harms nobody', async () => {
  await client.send(get('/wait'));
  await until(
    () => server.waiting.length === 1,
    () => server.seen,
  );
  client.socket.destroy();
  const other = await server.connect();
  server.waiting[0]?.reply(200, {}, Buffer.alloc(1024 * 1024));
  await other.send(get('/fine'));
  await until(
    () => other.statuses.length === 1,
    () => other.received,
  );
});

test('it hangs up on one, on everybody, and goes on listening', async () => {
  await client.send(get('/drop') + get('/never'));
  await closed();
  const waiting = await server.connect();
  await waiting.send(get('/wait'));
  await until(
    () => server.waiting.length === 1,
    () => server.seen,
  );
  server.disconnect();
  await until(
    () => waiting.isClosed,
    () => waiting.received,
  );
  client = await server.connect();
  await client.send(get('/again'));
  await answers(1);
  assert.deepEqual(
    server.seen.map(({ path }) => path),
    ['/drop', '/wait', '/again'],
  );
});
