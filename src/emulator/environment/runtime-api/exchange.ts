import type { Server } from 'node:net';

/** One request to the Runtime API and its answer, whatever parses HTTP. */
export interface Exchange {
  readonly method: string;
  /** As it stands in the request line. */
  readonly path: string;
  /** @param name in lower case. */
  header(name: string): string | undefined;
  /** Answers; only the first call counts. */
  reply(status: number, headers: Readonly<Record<string, string | number>>, body?: Uint8Array | string): void;
  /** Hangs up without an answer. */
  drop(): void;
}

/** Takes the body of a request as it comes. Nothing is called after `end` or `broken`. */
export interface BodyReader {
  /** @returns when more may be read, if not at once. */
  chunk(bytes: Uint8Array): Promise<void> | undefined;
  end(trailer: (name: string) => string | undefined): void;
  /** The sender hung up, or what it sent is no HTTP. */
  broken(): void;
}

/** Called when a request's headers are there. A body that is not taken is dropped as it comes. */
export type OnExchange = (exchange: Exchange) => BodyReader | undefined;

/**
 * The HTTP side of the Runtime API. Requests of one connection are handed over in turn: one only after the request
 * before it has been received whole and taken, as runtimes send an answer and the next `next` at once.
 */
export interface ApiServer {
  /**
   * @param given listens already; on a loopback port of its own without one. Whoever is given again goes on.
   * @returns `ADDRESS:PORT`
   */
  listen(given?: Server): Promise<string>;
  /** Hangs up on everybody and goes on listening. */
  disconnect(): void;
  close(): void;
}
