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

/** Of the absolute relative errors over the sizes. */
export function errorBound(figures: readonly Figure[], level: number, name: string, limit: number): Bound {
  const errors = figures.flatMap(({ error }) => (error === undefined ? [] : [Math.abs(error)]));
  const value = quantile(sample(errors), level);
  return { name, value, limit, isMet: value <= limit };
}

export function atMost(name: string, value: number, limit: number): Bound {
  return { name, value, limit, isMet: value <= limit };
}
