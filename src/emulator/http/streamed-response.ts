import { PassThrough } from 'node:stream';

/** Chunks that wait for a slow client before the runtime is asked to wait too; they are at most 64 KB each. */
const MOST_WAITING_CHUNKS = 64;

/**
 * A response on its way from the runtime that streams it to a client that reads it, at the client's pace. A client that
 * goes away takes nothing from the function, which runs to its end on AWS as well: what it still writes is dropped.
 */
export class StreamedResponse {
  readonly #chunks = new PassThrough({ objectMode: true, highWaterMark: MOST_WAITING_CHUNKS });
  readonly #begun = Promise.withResolvers<{ readonly contentType: string | undefined }>();

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
    if (this.#chunks.write(chunk)) return undefined;
    return new Promise((resolve) => {
      const done = (): void => {
        this.#chunks.off('drain', done).off('close', done);
        resolve();
      };
      this.#chunks.on('drain', done).on('close', done);
    });
  }

  /** Nothing more will be written. */
  end(): void {
    if (!this.#chunks.destroyed) this.#chunks.end();
  }

  /** Can be read once. A reader that stops before the end is one that has gone away. */
  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return this.#chunks[Symbol.asyncIterator]();
  }
}
