import assert from 'node:assert/strict';
import { Socket } from 'node:net';
import { test } from 'node:test';
import type { Connection, Exchange, OpeningSocket } from '../../../../src/load/driver/http/connection.js';
import { ConnectionPool } from '../../../../src/load/driver/http/connection-pool.js';
import { OK } from '../driven.js';

/** A socket that opens, and reads, when a test says so. */
class StagedSocket {
  readonly socket = new Socket();
  readonly read: (bytes: Buffer) => void;
  written = 0;

  constructor(read: (bytes: Buffer) => void) {
    this.read = read;
    this.socket.write = () => {
      this.written++;
      return true;
    };
  }

  open(): void {
    this.socket.emit('connect');
  }

  answer(answer = OK): void {
    this.read(Buffer.from(answer));
  }
}

class StagedExchange implements Exchange {
  readonly isHead = false;
  connection: Connection | undefined;
  outcome = 'open';
  isSent = false;
  sent(): void {
    this.isSent = true;
  }
  write(): readonly Uint8Array[] {
    return [Buffer.from('x')];
  }
  head(): void {}
  body(): void {}
  whole(): void {
    this.outcome = 'answered';
  }
  failed(error: string): void {
    this.outcome = error;
  }
  broken(problem: string): void {
    this.outcome = problem;
  }
}

function staged() {
  const sockets: StagedSocket[] = [];
  const clock = { nowMs: 0 };
  const pool = new ConnectionPool(
    (read): OpeningSocket => {
      const it = new StagedSocket(read);
      sockets.push(it);
      return { socket: it.socket, opened: 'connect' };
    },
    () => clock.nowMs,
  );
  const begin = (): StagedExchange => {
    const exchange = new StagedExchange();
    pool.begin(exchange);
    return exchange;
  };
  return { pool, sockets, clock, begin };
}

/** Lets sockets close, and connections be opened that were put off. */
const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

test('carries a request on the first connection that comes free, opened for it or not', async () => {
  const { pool, sockets, begin } = staged();
  const first = begin();
  sockets[0]?.open();
  await turn();
  const second = begin();
  assert.equal(sockets.length, 2);
  sockets[0]?.answer();
  assert.equal(first.outcome, 'answered');
  assert.equal(sockets[0]?.written, 2);
  sockets[0]?.answer();
  assert.equal(second.outcome, 'answered');
  sockets[1]?.open();
  assert.equal(sockets[1]?.written, 0);
  assert.equal(pool.size, 2);
});

test('opens a few connections at once, and as many as are waited for in the end', async () => {
  const { sockets, begin } = staged();
  const exchanges = Array.from({ length: 50 }, begin);
  assert.ok(sockets.length < 10);
  assert.equal(exchanges.filter(({ isSent }) => isSent).length, sockets.length);
  for (let turns = 0; turns < 50; turns++) await turn();
  assert.equal(sockets.length, 50);
  assert.ok(exchanges.every(({ isSent }) => isSent));
});

test('fails one request with each connection that cannot be opened', async () => {
  const { pool, sockets, begin } = staged();
  const exchanges = [begin(), begin()];
  await turn();
  sockets[0]?.socket.destroy(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
  await turn();
  assert.deepEqual(
    exchanges.map(({ outcome }) => outcome),
    ['ECONNREFUSED', 'open'],
  );
  assert.equal(pool.size, 1);
});

test('lets go of a connection that does not open when its request is given up', async () => {
  const { pool, sockets, begin } = staged();
  const exchange = begin();
  pool.giveUp(exchange);
  await turn();
  assert.deepEqual([exchange.outcome, pool.size, sockets[0]?.socket.destroyed], ['open', 0, true]);
  begin();
  await turn();
  assert.equal(sockets.length, 2);
});

test('closes a connection whose answer is given up: the next one would read that answer', async () => {
  const { pool, sockets, begin } = staged();
  const exchange = begin();
  sockets[0]?.open();
  pool.giveUp(exchange);
  await turn();
  assert.deepEqual([exchange.outcome, pool.size], ['open', 0]);
});

test('does not use a connection that the server says it will have closed', async () => {
  const { sockets, clock, begin } = staged();
  const exchange = begin();
  sockets[0]?.open();
  sockets[0]?.answer(OK.replace('\r\n', '\r\nKeep-Alive: timeout=5\r\n'));
  assert.equal(exchange.outcome, 'answered');
  clock.nowMs = 3000;
  begin();
  assert.equal(sockets[0]?.written, 2);
  sockets[0]?.answer(OK.replace('\r\n', '\r\nKeep-Alive: timeout=5\r\n'));
  clock.nowMs = 8000;
  await turn();
  begin();
  assert.equal(sockets.length, 2);
});

test('closes what has been idle for long, a part at a time', async () => {
  const { pool, sockets, clock, begin } = staged();
  Array.from({ length: 120 }, begin);
  for (let turns = 0; turns < 100; turns++) await turn();
  for (const socket of sockets) socket.open();
  for (const socket of sockets) socket.answer();
  pool.sweep();
  await turn();
  assert.equal(pool.size, 120);
  clock.nowMs = 120_000;
  pool.sweep();
  await turn();
  assert.ok(pool.size < 120 && pool.size > 0);
  for (let sweeps = 0; sweeps < 5; sweeps++) pool.sweep();
  await turn();
  assert.equal(pool.size, 0);
});

test('closes an idle connection on which something comes', async () => {
  const { pool, sockets, begin } = staged();
  begin();
  sockets[0]?.open();
  sockets[0]?.answer();
  sockets[0]?.answer('HTTP/1.1 408 Request Timeout\r\n\r\n');
  await turn();
  assert.equal(pool.size, 0);
});
