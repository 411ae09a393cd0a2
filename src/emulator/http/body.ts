import type { IncomingMessage } from 'node:http';
import { ServiceError } from '../service-error.js';

/** All unfinished bodies together: 160 of the largest payloads, on their way at the same time. */
const MOST_HELD_BYTES = 1_073_741_824;
/** A sender is heard to the end for the sake of its reading the refusal, but not for ever. */
const MOST_DROPPED_BYTES = 134_217_728;

/** Reads the bodies of requests, and holds no more of them at once than it may: slow senders could be many. */
export class Bodies {
  readonly #most: number;
  #held = 0;

  constructor(most = MOST_HELD_BYTES) {
    this.#most = most;
  }

  /**
   * Reads a body of at most `limit` bytes. Of a larger one the rest is read and dropped, so that the sender is there to
   * read the refusal, unless it announces far more; the answer is undefined then.
   * @throws ServiceError when too many bodies are on their way
   */
  read(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
    if (Number(request.headers['content-length'] ?? 0) > limit + MOST_DROPPED_BYTES) return Promise.resolve(undefined);
    return new Promise((resolve, reject) => {
      let chunks: Buffer[] = [];
      let size = 0;
      let held = 0;
      const letGo = (): void => {
        this.#held -= held;
        held = 0;
        chunks = [];
      };
      request.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > limit) {
          letGo();
          if (size > limit + MOST_DROPPED_BYTES) resolve(undefined);
          return;
        }
        if (this.#held + chunk.length > this.#most) {
          size = Number.POSITIVE_INFINITY;
          letGo();
          reject(busy());
          return;
        }
        this.#held += chunk.length;
        held += chunk.length;
        chunks.push(chunk);
      });
      request.once('end', () => {
        const body = size > limit ? undefined : Buffer.concat(chunks);
        letGo();
        resolve(body);
      });
      request.once('error', reject);
      request.once('close', () => {
        letGo();
        // Every request closes, and an error that nobody wants would cost more than reading the body did.
        if (!request.complete) reject(new Error('the client hung up'));
      });
    });
  }
}

/** In AWS's words, which its SDKs know as a reason to try again. */
const busy = (): ServiceError =>
  new ServiceError('ServiceUnavailableException', 503, 'Too many requests are being received at once.');
