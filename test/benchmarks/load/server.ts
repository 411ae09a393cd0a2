import { createServer, type ServerResponse } from 'node:http';
import { SERVICE_MS, type Seen, type ServerKind, STALL_EVERY_MS, STALL_MS } from './server-kind.js';

/*
 * A server whose latencies are known: each answer is sent so long after its request, to a few hundredths of a millisecond,
 * for it trusts a timer only until shortly before. What it broke it tells its parent.
 */

const kind = process.argv[2] as ServerKind;
/** A timer may ring a millisecond late. */
const AWAKE_MS = 1.5;
/** One in so many is broken. */
const BROKEN_EVERY = 100;
const BODY = 'x'.repeat(64);

const seen: Seen = { requests: 0, broken: 0, servedMs: [] };
const due: {
  readonly from: number;
  readonly at: number;
  readonly response: ServerResponse;
  readonly isBroken: boolean;
}[] = [];
const began = performance.now();
let isWatching = false;

function dueAt(now: number): number {
  if (kind !== 'stall') return now + SERVICE_MS;
  const into = (now - began) % STALL_EVERY_MS;
  return now + Math.max(0, STALL_MS - into) + SERVICE_MS;
}

function watch(): void {
  const now = performance.now();
  while (due[0] !== undefined && due[0].at <= now) {
    const { from, response, isBroken } = due.shift() as (typeof due)[number];
    if (isBroken) breakOff(response);
    else response.end(BODY);
    if (!isBroken) seen.servedMs.push(performance.now() - from);
  }
  isWatching = due.length > 0;
  if (due[0] === undefined) return;
  const restMs = Math.floor(due[0].at - now - AWAKE_MS);
  if (restMs > 0) setTimeout(watch, restMs);
  else setImmediate(watch);
}

function breakOff(response: ServerResponse): void {
  if (kind === 'half') response.write(BODY.slice(0, 32), () => response.socket?.destroy());
  else response.socket?.destroy();
}

const server = createServer((_, response) => {
  seen.requests++;
  const isBroken = (kind === 'kill' || kind === 'half') && seen.requests % BROKEN_EVERY === 0;
  if (isBroken) seen.broken++;
  response.setHeader('content-length', BODY.length);
  if (kind === 'close' && seen.requests % 10 === 0) response.setHeader('connection', 'close');
  const from = performance.now();
  due.push({ from, at: dueAt(from), response, isBroken });
  if (!isWatching) setImmediate(watch);
  isWatching = true;
});
process.on('message', () => {
  process.send?.(seen);
  seen.servedMs.length = 0;
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as { port: number }).port));
