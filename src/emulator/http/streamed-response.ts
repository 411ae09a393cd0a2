import { PassThrough } from 'node:stream';
import { type Milliseconds, milliseconds } from '../../units/index.js';
import type { Clock } from '../clock.js';

/** Chunks that wait for a slow client before the runtime is asked to wait too; they are at most 64 KB each. */
const MOST_WAITING_CHUNKS = 64;

/** "Uncapped for the first 6 MB", then "up to 2 MBps" (quotas page and "Response streaming", read 2026-10). */
const FREE_BYTES = 6 * 1_048_576;
const BYTES_PER_MS = (2 * 1_048_576) / 1000;
/** Shorter waits would cost more than they are worth: they are put together. */
const SHORTEST_WAIT_MS = 10;

/**
 * A response on its way from the runtime that streams it to a client that reads it, at the client's pace and never faster
 * than AWS lets it through. A client that goes away takes nothing from the function, which runs to its end on AWS as
 * well: what it still writes is dropped.
 */
export class StreamedResponse {
  readonly #clock: Clock;
  readonly #chunks = new PassThrough({ objectMode: true, highWaterMark: MOST_WAITING_CHUNKS });
  readonly #begun = Promise.withResolvers<{ readonly contentType: string | undefined }>();
  #written = 0;
  /** When the bytes beyond the free ones began, on the monotonic clock. */
  #cappedSince: Milliseconds | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
    // As many chunks wait as came in one read from the runtime, each with an ear of its own: no leak to warn of.
    this.#chunks.setMaxListeners(0);
  }

  /** Settles when the runtime begins to stream; never, if it answers in one piece. */
  get begun(): Promise<{ readonly contentType: string | undefined }> {
    return this.#begun.promise;
  }

  begin(contentType: string | undefined): void {
    this.#begun.resolve({ contentType });
  }

  /** @returns when there is room for more; nothing if there still is. */
  write(chunk: Uint8Array): Promise<void> | undefined {
    if (chunk.length === 0 || this.#chunks.destroyed || this.#chunks.writableEnded) return undefined;
    const hasRoom = this.#chunks.write(chunk);
    const wait = this.#waitAfter(chunk.length);
    if (hasRoom && wait === undefined) return undefined;
    return Promise.all([hasRoom ? undefined : this.#room(), wait]).then(() => {});
  }

  /** Nothing more will be written. */
  end(): void {
    if (!this.#chunks.destroyed) this.#chunks.end();
  }

  /** Can be read once. A reader that stops before the end is one that has gone away. */
  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return this.#chunks[Symbol.asyncIterator]();
  }

  #room(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.#chunks.off('drain', done).off('close', done);
        resolve();
      };
      this.#chunks.on('drain', done).on('close', done);
    });
  }

  #waitAfter(bytes: number): Promise<void> | undefined {
    this.#written += bytes;
    if (this.#written <= FREE_BYTES) return undefined;
    const now = this.#clock.monotonic();
    this.#cappedSince ??= now;
    const early = this.#cappedSince + (this.#written - FREE_BYTES) / BYTES_PER_MS - now;
    if (early < SHORTEST_WAIT_MS) return undefined;
    return new Promise((resolve) => {
      const cancel = this.#clock.after(milliseconds(early), () => {
        this.#chunks.off('close', gone);
        resolve();
      });
      const gone = (): void => {
        cancel();
        resolve();
      };
      this.#chunks.once('close', gone);
    });
  }
}
