import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from '../../../fixtures/properties.js';
import { type Client, Recorder, until } from './recorder.js';

let server: Recorder;
before(async () => {
  server = await Recorder.start();
});
after(() => server.close());

async function answerTo(bytes: string): Promise<Client> {
  const client = await server.connect();
  await client.send(bytes);
  await until(
    () => client.isClosed,
    () => [bytes.slice(0, 200), client.received],
  );
  return client;
}

const REFUSED: Readonly<Record<string, readonly [status: number, bytes: string]>> = {
  'no HTTP': [400, 'SSH-2.0-OpenSSH_9.6\r\n\r\n'],
  'a line of spaces': [400, '   \r\n\r\n'],
  'no version': [400, 'GET /\r\nHost: x\r\n\r\n'],
  'HTTP/2': [400, 'PRI * HTTP/2.0\r\n\r\n'],
  'two spaces': [400, 'GET  / HTTP/1.1\r\nHost: x\r\n\r\n'],
  'a space in the path': [400, 'GET /a b HTTP/1.1\r\nHost: x\r\n\r\n'],
  'a control character in the path': [400, 'GET /\x01 HTTP/1.1\r\nHost: x\r\n\r\n'],
  'no Host': [400, 'GET / HTTP/1.1\r\n\r\n'],
  'two Hosts': [400, 'GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n'],
  'a header without a colon': [400, 'GET / HTTP/1.1\r\nHost: x\r\nBad\r\n\r\n'],
  'a header without a name': [400, 'GET / HTTP/1.1\r\nHost: x\r\n: bad\r\n\r\n'],
  'a space before the colon': [400, 'GET / HTTP/1.1\r\nHost: x\r\nBad : x\r\n\r\n'],
  'a continued header': [400, 'GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n'],
  'a line end within a header': [400, 'GET / HTTP/1.1\r\nHost: x\r\nA: b\nC: d\r\n\r\n'],
  'a NUL in a header': [400, 'GET / HTTP/1.1\r\nHost: x\r\nA: \0\r\n\r\n'],
  'a length that is none': [400, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4x\r\n\r\nbody'],
  'a negative length': [400, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n'],
  'a length beyond all numbers': [400, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n'],
  'two lengths': [400, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
  'a length and chunks': [
    400,
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  'a coding that is unknown': [501, 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n'],
};

for (const [what, [status, bytes]] of Object.entries(REFUSED)) {
  test(`${what} is answered with ${status}, the end of the connection, and handed to nobody`, async () => {
    const before = server.seen.length;
    const { received, statuses } = await answerTo(`${bytes}GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n`);
    assert.deepEqual(statuses, [status]);
    assert.match(received, /\r\nConnection: close\r\n/);
    assert.equal(server.seen.length, before);
  });
}

const BROKEN_CHUNKS: Readonly<Record<string, string>> = {
  'a chunk size that is none': 'zz\r\n',
  'a negative chunk size': '-1\r\n',
  'an empty chunk size': '\r\n',
  'a chunk longer than its size': '1\r\nab\r\n',
  'a chunk size beyond all numbers': 'fffffffffffffffff\r\n',
  'an endless chunk size line': '1;'.padEnd(5000, 'x'),
  'trailers that are none': '0\r\nbad\r\n\r\n',
  'endless trailers': `0\r\n${`X-A: ${'x'.repeat(1000)}\r\n`.repeat(1100)}`,
};

for (const [what, chunks] of Object.entries(BROKEN_CHUNKS)) {
  test(`${what} breaks the body and ends the connection`, async () => {
    const head = 'POST /broken HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n';
    const { statuses } = await answerTo(head + chunks);
    assert.ok(statuses.length === 1 && (statuses[0] === 400 || statuses[0] === 431), String(statuses));
    assert.equal(server.seen.at(-1)?.end, 'broken');
  });
}

test('whatever is sent, others are served after it', async () => {
  const shreds = fc.constantFrom(
    ...['GET /fuzz HTTP/1.1', 'POST /fuzz HTTP/1.1', 'Host: x', 'Content-Length: 3', 'Content-Length: 0', 'abc', ':'],
    ...['Transfer-Encoding: chunked', 'Expect: 100-continue', 'Connection: close', '\r\n', '\r\n\r\n', '3\r\nabc\r\n'],
    ...['0\r\n', '\n', '\r', '\0', 'ffff\r\n', 'HTTP/1.0'],
  );
  await fc.assert(
    fc.asyncProperty(fc.array(shreds, { maxLength: 30 }), fc.boolean(), async (parts, isEnded) => {
      const client = await server.connect();
      await client.send(parts.join('')).catch(() => {});
      if (isEnded) client.socket.end();
      const other = await server.connect();
      await other.send('GET /after HTTP/1.1\r\nHost: x\r\n\r\n');
      await until(
        () => other.statuses[0] === 200,
        () => [parts, other.received],
      );
      client.socket.destroy();
      other.socket.destroy();
    }),
    { numRuns: 200 },
  );
});

test('what is not closed by an empty line is refused beyond a megabyte', async () => {
  const client = await server.connect();
  const piece = `X-Filler: ${'x'.repeat(64 * 1024)}\r\n`;
  await client.send('GET / HTTP/1.1\r\nHost: x\r\n');
  for (let sent = 0; sent < 20 && !client.isClosed; sent++) await client.send(piece).catch(() => {});
  await until(
    () => client.isClosed,
    () => client.received,
  );
  assert.deepEqual(client.statuses, [431]);
});

test('a head of nearly a megabyte is taken: AWS runtimes send the cause of an error for X-Ray in a header', async () => {
  const client = await server.connect();
  await client.send(`GET /large HTTP/1.1\r\nHost: x\r\nX-Cause: ${'x'.repeat(1_000_000)}\r\n\r\n`);
  await until(
    () => client.statuses.length === 1,
    () => client.received,
  );
  assert.deepEqual(client.statuses, [200]);
});

test('a sender of requests that takes no answers is not read on', async () => {
  const client = await server.connect();
  client.socket.pause();
  const request = 'GET /greedy HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(1000);
  let sent = 0;
  let isStuck = false;
  const flood = async (): Promise<void> => {
    for (; sent < 3000 && !isStuck; sent++) await client.send(request);
  };
  const flooding = flood();
  let before = -1;
  while (before !== sent && sent < 3000) {
    before = sent;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  isStuck = true;
  assert.ok(sent < 3000, 'three million requests were taken, and their answers are held in memory');
  client.socket.destroy();
  await flooding.catch(() => {});
});

test('connections beyond 256 are closed, and those before them served', async () => {
  const own = await Recorder.start();
  try {
    const clients: Client[] = [];
    for (let count = 0; count < 260; count++) clients.push(await own.connect());
    await until(
      () => clients.filter((it) => it.isClosed).length === 4,
      () => clients.filter((it) => it.isClosed).length,
    );
    const [first] = clients;
    await first?.send('GET /first HTTP/1.1\r\nHost: x\r\n\r\n');
    await until(
      () => first?.statuses.length === 1,
      () => first?.received,
    );
  } finally {
    own.close();
  }
});
