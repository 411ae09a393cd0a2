import {
  isInterval,
  median,
  quantile,
  quantileInterval,
  type Sample,
  sampleOf,
} from '../../../src/statistics/index.js';
import type { Bound, Figure } from './figure.js';

export function sample(values: readonly number[]): Sample {
  const it = sampleOf(values);
  if (it === undefined) throw new Error('nothing was measured');
  return it;
}

/** @param aws AWS's figure, where there is one. */
export function figureOf(
  about: Pick<Figure, 'name' | 'unit' | 'memorySizeMB'>,
  values: readonly number[],
  aws?: number,
): Figure {
  const all = sample(values);
  const interval = quantileInterval(all, 0.5);
  const middle = median(all);
  return {
    ...about,
    n: all.length,
    median: middle,
    ...(isInterval(interval) ? { interval: { low: interval.low, high: interval.high } } : {}),
    ...(aws === undefined ? {} : { aws, error: middle / aws - 1 }),
  };
}

/** Of the absolute relative errors over the sizes. Other work makes what is measured longer, and never shorter. */
export function errorBound(figures: readonly Figure[], level: number, name: string, limit: number): Bound {
  const errors = figures.flatMap(({ error }) => error ?? []);
  const less = (ratio: number): number =>
    quantile(sample(errors.map((error) => (error > 0 ? Math.max(0, error - ratio) : -error))), level);
  const value = less(0);
  return { name, value, limit, isMet: value <= limit, less };
}
