import type { Interval, NoInterval } from './interval.js';
import { quantile } from './quantile.js';
import { type Random, seededRandom } from './random.js';
import type { Contrast } from './rank-sum.js';
import { sampleOf } from './sample.js';

export interface MedianRatio {
  readonly ratio: number;
  readonly interval: Interval | NoInterval;
}

/** Below six values a side the resampled medians are the values themselves. */
const FEWEST = 6;
const RESAMPLES = 1000;

/**
 * The median of the ones over that of the others, with a percentile interval by resampling within strata and sides (Efron
 * and Tibshirani 1993, sections 13.3 and 8.3). Of percentiles, not bias-corrected: an acceleration needs a smooth figure,
 * and a median is not. Deterministic by its seed.
 *
 * @returns undefined where there is nothing to compare, or the others' median is zero
 */
export function medianRatio(strata: readonly Contrast[], level = 0.95, seed = 1): MedianRatio | undefined {
  const telling = strata.filter(({ ones, others }) => ones.length > 0 && others.length > 0);
  const ratio = ratioOf(telling);
  if (ratio === undefined) return undefined;
  const n = Math.min(total(telling.map(({ ones }) => ones)), total(telling.map(({ others }) => others)));
  if (n < FEWEST) return { ratio, interval: { reason: `needs n >= ${FEWEST} on each side for an interval, has ${n}` } };
  const random = seededRandom(seed);
  const drawn = Array.from({ length: RESAMPLES }, () =>
    ratioOf(telling.map(({ ones, others }) => ({ ones: resampled(ones, random), others: resampled(others, random) }))),
  );
  const ratios = sampleOf(drawn.filter((it) => it !== undefined));
  if (ratios === undefined || ratios.length < RESAMPLES) return { ratio, interval: { reason: 'a median is zero' } };
  return {
    ratio,
    interval: { low: quantile(ratios, (1 - level) / 2), high: quantile(ratios, (1 + level) / 2), level },
  };
}

function ratioOf(strata: readonly Contrast[]): number | undefined {
  const ones = sampleOf(strata.flatMap((it) => it.ones));
  const others = sampleOf(strata.flatMap((it) => it.others));
  if (ones === undefined || others === undefined) return undefined;
  const below = quantile(others, 0.5);
  return below === 0 ? undefined : quantile(ones, 0.5) / below;
}

const resampled = (values: readonly number[], random: Random): number[] =>
  values.map(() => values[Math.floor(random() * values.length)] as number);

const total = (sides: readonly (readonly number[])[]): number => sides.reduce((sum, it) => sum + it.length, 0);
