import { createServer, type Server, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { drive } from '../../../src/load/driver/driver.js';
import type { DriveContext, DriveEnd, DriveOptions, WireTarget } from '../../../src/load/index.js';
import type { Beat, LoadRequest } from '../../../src/recording/index.js';
import type { Phase } from '../../../src/scenario/index.js';
import { milliseconds } from '../../../src/units/index.js';

export interface Driven {
  readonly end: DriveEnd;
  readonly requests: readonly LoadRequest[];
  readonly beats: readonly Beat[];
}

export const targetOf = (url: string, part: Partial<WireTarget> = {}): WireTarget => ({
  protocol: 'http',
  url,
  method: 'POST',
  headers: {},
  payloads: [{ name: 'empty', weight: 1, body: '{}' }],
  weight: 1,
  ...part,
});

export const burst = (requests: number): Phase => ({ kind: 'burst', name: 'burst', requests });
export const pause = (ms: number): Phase => ({ kind: 'pause', name: 'pause', forMs: milliseconds(ms) });
export const constant = (requestsPerSecond: number, ms: number): Phase => ({
  kind: 'constant',
  name: 'constant',
  requestsPerSecond,
  forMs: milliseconds(ms),
});

/** Drives a load, and keeps what it hands on. */
export async function driven(
  url: string,
  phases: readonly Phase[],
  options: Partial<DriveOptions> = {},
  context: Partial<DriveContext> = {},
): Promise<Driven> {
  const requests: LoadRequest[] = [];
  const beats: Beat[] = [];
  const end = await drive(
    {
      phases,
      seed: 1,
      targets: [targetOf(url)],
      timeoutMs: milliseconds(60_000),
      retries: 0,
      maxOpen: 1000,
      arm: 0,
      ...options,
    },
    {
      signal: new AbortController().signal,
      onRequests: (batch) => requests.push(...batch),
      onBeat: (beat) => beats.push(beat),
      ...context,
    },
  );
  return { end, requests, beats };
}

/**
 * Drives a load of which each request is to be over before the next one is sent, on a server of its own. A busy machine
 * may answer later than that: then there is nothing to see yet, and it begins again.
 */
export async function drivenInTurn(
  start: () => Promise<RawServer>,
  phases: readonly Phase[],
  options: Partial<DriveOptions> = {},
): Promise<Driven & { readonly server: RawServer }> {
  for (;;) {
    const server = await start();
    const run = await driven(server.url, phases, options);
    const requests = run.requests.toSorted((a, b) => a.dueMs - b.dueMs);
    const isOver = ({ dueMs, latencyMs = milliseconds(0) }: LoadRequest, before: number) => dueMs + latencyMs < before;
    if (requests.every((it, i) => isOver(it, requests[i + 1]?.dueMs ?? Number.POSITIVE_INFINITY))) {
      return { ...run, requests, server };
    }
  }
}

/** How many there are of each kind of outcome. */
export function kindsOf(requests: readonly LoadRequest[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of requests) counts[outcome.kind] = (counts[outcome.kind] ?? 0) + 1;
  return counts;
}

export interface RawServer {
  readonly url: string;
  /** Connections that it has been sent, and those that are open. */
  readonly accepted: () => number;
  readonly open: () => number;
  close(): void;
}

/** A request as it came: the number of it on its connection, and of all, from 0. */
export interface RawRequest {
  readonly socket: Socket;
  readonly head: string;
  readonly onConnection: number;
  readonly ofAll: number;
}

/** A server that does with a request whatever a test wants, down to the bytes. */
export async function rawServer(t: TestContext, answer: (request: RawRequest) => void): Promise<RawServer> {
  const sockets = new Set<Socket>();
  let [accepted, all] = [0, 0];
  const server = createServer((socket) => {
    accepted++;
    sockets.add(socket);
    let [received, onConnection] = ['', 0];
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (bytes) => {
      received += bytes.toString('latin1');
      for (let next = requestIn(received); next !== undefined; next = requestIn(received)) {
        received = received.slice(next.length);
        answer({ socket, head: next.head, onConnection: onConnection++, ofAll: all++ });
      }
    });
  });
  const port = await listening(server);
  const close = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  t.after(close);
  return { url: `http://127.0.0.1:${port}/`, accepted: () => accepted, open: () => sockets.size, close };
}

export async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it has no port');
  return address.port;
}

function requestIn(received: string): { readonly head: string; readonly length: number } | undefined {
  const end = received.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const head = received.slice(0, end);
  const length = end + 4 + Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? 0);
  return received.length < length ? undefined : { head, length };
}

export const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
