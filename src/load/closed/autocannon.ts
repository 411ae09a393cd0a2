import { createRequire } from 'node:module';

/**
 * What is used of autocannon 9.0.0, that exact version, as the names that begin with `_` are its own: a library of types
 * has none of them, and it brings none itself.
 */
export interface Client {
  /** Taken for a socket. */
  conn: {
    write(request: unknown): unknown;
    destroy(): void;
    on(event: string, listener: unknown): unknown;
    removeAllListeners(event: string): unknown;
  };
  readonly parser: { execute(bytes: Uint8Array): unknown; reinitialize(type: 'RESPONSE'): void };
  readonly pipelinedRequests: { clear(): void; addBody(data: unknown): void };
  getRequestBuffer(): Uint8Array;
  /** Opens a connection and sends a request on it. */
  _connect(): void;
  /** Writes the next request to `conn`. */
  _doRequest(): void;
  destroy(): void;
}

export interface Tracker {
  /** Once for each answer that is whole, before the client's next request. */
  on(event: 'response', listener: (client: Client) => void): unknown;
  stop(): void;
}

interface Options {
  readonly url: string;
  readonly connections: number;
  /** In seconds, as is the timeout. */
  readonly duration: number;
  readonly timeout: number;
  /** In milliseconds, how often it looks whether it is to end. */
  readonly sampleInt: number;
  /** Called with each client before that does anything. */
  readonly setupClient: (client: Client) => void;
}

type Ended = (error: Error | null) => void;

/** Loaded with this file: it takes a tenth of a second, which is not to be part of a load. */
const run = createRequire(import.meta.url)('autocannon') as (options: Options, ended: Ended) => Tracker;

/** Begins a run of autocannon. */
export const autocannon = (options: Options, ended: Ended): Tracker => run(options, ended);
