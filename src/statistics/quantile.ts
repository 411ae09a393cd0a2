import type { Sample } from './sample.js';

/**
 * The p-quantile by linear interpolation between order statistics: Hyndman and Fan (1996) type 7, the default of R and
 * NumPy. @param p between 0 and 1. It keeps the unit.
 */
export function quantile<Q extends number>(sample: Sample<Q>, p: number): Q {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p lies between 0 and 1, got ${p}`);
  const position = (sample.length - 1) * p;
  const below = Math.floor(position);
  const low = sample[below] ?? sample[0];
  const high = sample[below + 1] ?? low;
  return (low + (high - low) * (position - below)) as Q;
}

export const median = <Q extends number>(sample: Sample<Q>): Q => quantile(sample, 0.5);
