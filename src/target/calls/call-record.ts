import type { Calls, RetryCause } from '../../recording/index.js';
import { milliseconds } from '../../units/index.js';

/** One call that is about to be sent again. */
export interface Retry {
  readonly operation: string;
  readonly cause: RetryCause;
  readonly waitMs: number;
  /** Of this call, so far. */
  readonly attempts: number;
}

/** Counts the calls of a client, and tells whoever listens of each that has to be sent again. */
export class CallRecord {
  #made = 0;
  #recognised = 0;
  #failed = 0;
  #waitedMs = 0;
  readonly #retried = new Map<RetryCause, number>();
  #listener: ((retry: Retry) => void) | undefined;

  /** Has these heard of from now on; by one listener at a time. */
  onRetry(listener: ((retry: Retry) => void) | undefined): void {
    this.#listener = listener;
  }

  made(): void {
    this.#made += 1;
  }

  retried(retry: Retry): void {
    this.#retried.set(retry.cause, (this.#retried.get(retry.cause) ?? 0) + 1);
    this.#waitedMs += retry.waitMs;
    this.#listener?.(retry);
  }

  waited(ms: number): void {
    this.#waitedMs += ms;
  }

  recognised(): void {
    this.#recognised += 1;
  }

  failed(): void {
    this.#failed += 1;
  }

  /** So far. */
  get counts(): Calls {
    return {
      made: this.#made,
      retried: Object.fromEntries(this.#retried),
      waitedMs: milliseconds(this.#waitedMs),
      ...(this.#recognised === 0 ? {} : { recognised: this.#recognised }),
      ...(this.#failed === 0 ? {} : { failed: this.#failed }),
    };
  }
}
