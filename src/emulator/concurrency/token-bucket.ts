import type { Milliseconds } from '../../units/index.js';

/**
 * A rate that is refilled all the time and does not add up: "Lambda makes a best attempt to refill your concurrency scaling
 * rate continuously … unused portions don't accrue" ("Lambda scaling behavior", read 2026-11). Starts full.
 */
export class TokenBucket {
  #left: number;
  #filledAt: Milliseconds;

  constructor(size: number, now: Milliseconds) {
    this.#left = size;
    this.#filledAt = now;
  }

  /**
   * Takes one token if there is one. The size is given at each call, as reservations change it at any time.
   * @param period in which an empty bucket is full again.
   */
  take(now: Milliseconds, size: number, period: number): boolean {
    this.#left = Math.min(size, this.#left + ((now - this.#filledAt) * size) / period);
    this.#filledAt = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
