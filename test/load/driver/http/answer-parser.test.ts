import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Head } from '../../../../src/load/driver/http/answer-head.js';
import { AnswerParser, type Progress } from '../../../../src/load/driver/http/answer-parser.js';

interface Read {
  readonly progress: Progress | 'unanswered';
  readonly status: number | undefined;
  readonly body: string;
  readonly isPersistent: boolean | undefined;
}

interface Reading {
  readonly isHead?: boolean;
  /** Whether the server closes the connection after it. */
  readonly closed?: boolean;
}

/** Reads an answer that comes in these pieces. */
function readPieces(pieces: readonly string[], { isHead = false, closed = false }: Reading): Read {
  let head: Head | undefined;
  let body = '';
  const parser = new AnswerParser(
    {
      head: (it) => {
        head = it;
      },
      body: (bytes) => {
        body += bytes.toString('latin1');
      },
    },
    isHead,
  );
  const memory = Buffer.alloc(64 * 1024);
  let progress: Read['progress'] = 'more';
  for (const piece of pieces) {
    // As the driver does: all reads go to the same memory, and what was lent is overwritten.
    const length = memory.write(piece, 'latin1');
    if (progress === 'more') progress = parser.push(memory.subarray(0, length));
    memory.fill('X');
  }
  if (progress === 'more' && closed) progress = parser.close();
  return { progress, status: head?.status, body, isPersistent: head?.isPersistent };
}

/** Reads an answer whole, byte by byte, and cut in two at each place: how it was cut changes nothing. */
function read(answer: string, reading: Reading = {}): Read {
  const whole = readPieces([answer], reading);
  const { problem: _, ...expected } = { ...whole, problem: undefined };
  const cuts = [[...answer], ...[...answer].map((_, at) => [answer.slice(0, at), answer.slice(at)])];
  for (const pieces of cuts) {
    const cut = readPieces(
      pieces.filter((it) => it !== ''),
      reading,
    );
    // Bytes that follow an answer which is whole come too late to make it wrong, and meet no request.
    if (cut.progress === 'whole' && typeof whole.progress === 'object') continue;
    assert.deepEqual(cut, expected);
  }
  return whole;
}

const OK = 'HTTP/1.1 200 OK\r\n';

test('reads a body of a given length', () => {
  const { progress, status, body, isPersistent } = read(`${OK}Content-Length: 5\r\nX-Two: a\r\nX-Two: b\r\n\r\nhello`);
  assert.deepEqual([progress, status, body, isPersistent], ['whole', 200, 'hello', true]);
});

test('reads headers by their names in small letters, and joins those of one name', () => {
  const parser = new AnswerParser({ head: () => {}, body: () => {} }, false);
  parser.push(Buffer.from(`${OK}X-Two: a\r\nx-two:b \r\nContent-Length: 0\r\n\r\n`));
  assert.equal(parser.head?.headers.get('x-two'), 'a, b');
});

test('reads chunks with extensions and trailers', () => {
  const { progress, body } = read(
    `${OK}Transfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\nA\r\n0123456789\r\n0\r\nX-Checksum: 1\r\n\r\n`,
  );
  assert.deepEqual([progress, body], ['whole', 'hello0123456789']);
});

test('reads a body up to the end of the connection where nothing says its length', () => {
  const { progress, body, isPersistent } = read(`${OK}\r\nhello`, { closed: true });
  assert.deepEqual([progress, body, isPersistent], ['whole', 'hello', false]);
});

test('passes interim answers over', () => {
  const interim = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n';
  const { progress, status, body } = read(`${interim}HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nhi`);
  assert.deepEqual([progress, status, body], ['whole', 201, 'hi']);
});

test('expects no body after HEAD, with 204 and with 304, whatever the headers say', () => {
  assert.equal(read(`${OK}Content-Length: 5\r\n\r\n`, { isHead: true }).progress, 'whole');
  assert.equal(read('HTTP/1.1 204 No Content\r\n\r\n').progress, 'whole');
  assert.equal(read('HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n').progress, 'whole');
});

test('keeps a connection only if both sides may', () => {
  const answer = (head: string) => read(`${head}Content-Length: 0\r\n\r\n`).isPersistent;
  assert.equal(answer(OK), true);
  assert.equal(answer(`${OK}Connection: X-Other, Close\r\n`), false);
  assert.equal(answer('HTTP/1.0 200 OK\r\n'), false);
  assert.equal(answer('HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n'), true);
});

const problemOf = (answer: string, reading?: Reading): string => {
  const { progress } = read(answer, reading);
  return typeof progress === 'object' ? progress.problem : progress;
};

test('calls an answer cut off that ends before it is whole', () => {
  assert.equal(problemOf('HTTP/1.1 20', { closed: true }), 'cut off in its head');
  assert.equal(problemOf(`${OK}Content-Length: 5\r\n\r\nhell`, { closed: true }), 'cut off in its body');
  assert.equal(
    problemOf(`${OK}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`, { closed: true }),
    'cut off in its body',
  );
});

test('tells no answer at all from one that was cut off', () => {
  assert.equal(readPieces([], { closed: true }).progress, 'unanswered');
});

test('says of garbage that it is not HTTP', () => {
  for (const garbage of [
    'SSH-2.0-OpenSSH_9\r\n',
    '\u0015\u0003\u0001',
    'HTTP/2 200\r\n\r\n',
    'HTTP/1.1 2000 OK\r\n\r\n',
  ]) {
    assert.equal(problemOf(garbage, { closed: true }), 'not HTTP/1.1', garbage);
  }
  assert.equal(problemOf('HTTP/1.1 200 OK\nContent-Length: 0\n\n'), 'not HTTP/1.1');
});

test('refuses what could be read in two ways', () => {
  assert.equal(problemOf(`${OK}Content-Length: 5, 6\r\n\r\nhello`), 'a Content-Length that is no length');
  assert.equal(problemOf(`${OK}Content-Length: -1\r\n\r\n`), 'a Content-Length that is no length');
  assert.equal(problemOf(`${OK}Transfer-Encoding: gzip, chunked\r\n\r\n`), 'a transfer coding other than chunked');
  assert.equal(problemOf(`${OK}Content Length: 5\r\n\r\n`), 'a header that is none');
  assert.equal(problemOf(`${OK}X-A: b\r\n c\r\n\r\n`), 'a header that is none');
  assert.equal(problemOf('HTTP/1.1 101 Switching Protocols\r\n\r\n'), 'another protocol than was asked');
});

test('refuses chunks that are none', () => {
  const chunked = `${OK}Transfer-Encoding: chunked\r\n\r\n`;
  assert.equal(problemOf(`${chunked}hello\r\n`), 'a chunk that is none');
  assert.equal(problemOf(`${chunked}5\nhello`), 'a chunk that is none');
  assert.equal(problemOf(`${chunked}4\r\nhello\r\n`), 'a chunk that is longer than it says');
});

test('refuses more bytes than the answer has', () => {
  assert.equal(problemOf(`${OK}Content-Length: 4\r\n\r\nhello`), 'more bytes than the answer has');
  assert.equal(problemOf(`${OK}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nx`), 'more bytes than the answer has');
});

test('holds no head, size or trailer that does not end', () => {
  const long = 'a'.repeat(30_000);
  const header = (i: number) => `X-${i}: ${long}\r\n`;
  assert.deepEqual(readPieces([OK, header(1), header(2), header(3)], {}).progress, {
    problem: 'a head that does not end',
  });
  const chunked = `${OK}Transfer-Encoding: chunked\r\n\r\n`;
  assert.deepEqual(readPieces([chunked, `5;${long}`], {}).progress, {
    problem: 'a line of a chunked body that does not end',
  });
  const trailer = `X-A: ${'a'.repeat(9000)}\r\n`;
  assert.deepEqual(readPieces([`${chunked}0\r\n`, trailer, trailer], {}).progress, {
    problem: 'trailers that do not end',
  });
});
