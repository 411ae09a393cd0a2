import { type Milliseconds, milliseconds } from '../../units/index.js';

/**
 * How many arrivals fit: those due before the end. `0.1/s` for 70 s are seven, though 0.1 * 70 is a little more than
 * that in binary.
 */
export const wholeArrivals = (expected: number): number => Math.ceil(expected * (1 - 1e-12));

/** Evenly spaced, the first at once. Each is computed from its number: gaps that are added up would drift. */
export function* constant(requestsPerSecond: number, forMs: Milliseconds): Generator<Milliseconds> {
  const count = wholeArrivals((requestsPerSecond * forMs) / 1000);
  for (let index = 0; index < count; index++) yield milliseconds((index * 1000) / requestsPerSecond);
}
