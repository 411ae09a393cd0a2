import { normalQuantile } from './normal.js';

/** How sure a shift is by now. */
export interface Precision {
  readonly perSide: number;
  readonly standardError: number;
}

export interface PowerGoal {
  /** True difference that is to be found. */
  readonly difference: number;
  /** One-sided chance of finding it where there is none. */
  readonly alpha: number;
  /** Chance of finding it where it is there. */
  readonly power: number;
}

/**
 * Values on each side with which a test finds the difference, by the standard error that the shift has now, which falls with
 * the square root of the number (Lehmann, Nonparametrics, 1975, section 2.3). From the shift's own interval, so that no shape
 * of the distribution is taken for granted. Counting the pairs that the difference would turn round (Noether 1987) was tried
 * and dropped: with twenty values a side and a small difference there are hardly any, and it was off by a factor of twenty.
 *
 * @returns infinite where there is no difference to find
 */
export function valuesNeeded({ perSide, standardError }: Precision, { difference, alpha, power }: PowerGoal): number {
  const z = normalQuantile(1 - alpha) + normalQuantile(power);
  return Math.ceil(perSide * ((z * standardError) / difference) ** 2);
}
