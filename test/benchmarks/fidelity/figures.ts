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

/** Fewer that the host left undisturbed have a median that says nothing. */
const FEWEST = 3;

/** What was kept of each figure that was to be measured: as figures, and why others are none. */
export interface Settled {
  readonly figures: Figure[];
  readonly disturbed: string[];
}

export function settle(
  all: readonly { about: Pick<Figure, 'name' | 'unit' | 'memorySizeMB'>; values: readonly number[]; aws?: number }[],
): Settled {
  const enough = all.filter(({ values }) => values.length >= FEWEST);
  const few = all.filter(({ values }) => values.length < FEWEST);
  return {
    figures: enough.map(({ about, values, aws }) => figureOf(about, values, aws)),
    disturbed: few.map(({ about }) => `the host left too little of ${about.name} at ${about.memorySizeMB} MB`),
  };
}

/** Held to a bound where anything was measured. */
export const boundsOf = (figures: readonly Figure[], ...bounds: readonly [number, string, number][]): Bound[] =>
  figures.length === 0 ? [] : bounds.map(([level, name, limit]) => errorBound(figures, level, name, limit));

/** Of the absolute relative errors over the sizes. Other work makes what is measured longer, and never shorter. */
export function errorBound(figures: readonly Figure[], level: number, name: string, limit: number): Bound {
  const errors = figures.flatMap(({ error }) => error ?? []);
  const less = (ratio: number): number =>
    quantile(sample(errors.map((error) => (error > 0 ? Math.max(0, error - ratio) : -error))), level);
  const value = less(0);
  return { name, value, limit, isMet: value <= limit, less };
}
