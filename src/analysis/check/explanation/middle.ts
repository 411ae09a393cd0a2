import { median, sampleOf } from '../../../statistics/index.js';

/** The median, 0 where there is nothing. */
export function middle(values: readonly number[]): number {
  const sample = sampleOf(values);
  return sample === undefined ? 0 : median(sample);
}

/** To the microsecond, to which modules are timed. */
export const rounded = (ms: number): number => Math.round(ms * 1000) / 1000;
