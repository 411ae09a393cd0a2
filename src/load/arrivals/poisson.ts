import type { Random } from '../../statistics/index.js';
import { type Milliseconds, milliseconds } from '../../units/index.js';

/**
 * Arrivals that know nothing of each other, as those of many users do: gaps are exponential, drawn by the inverse of
 * their distribution. How many there are is chance too, with the rate times the time as its mean and its variance.
 */
export function* poisson(requestsPerSecond: number, forMs: Milliseconds, random: Random): Generator<Milliseconds> {
  if (requestsPerSecond === 0) return;
  let dueMs = 0;
  while (true) {
    dueMs -= (Math.log(1 - random()) * 1000) / requestsPerSecond;
    if (dueMs >= forMs) return;
    yield milliseconds(dueMs);
  }
}
