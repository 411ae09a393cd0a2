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

export interface RatioOptions {
  readonly seed?: number;
  /** 1,000 without it; with 0 there is no interval. */
  readonly resamples?: number;
}

/**
 * The median of the ones over that of the others, with a percentile interval by resampling within strata and sides (Efron
 * and Tibshirani 1993, sections 13.3 and 8.3). Of percentiles, not bias-corrected: an acceleration needs a smooth figure,
 * and a median is not. Deterministic by its seed.
 *
 * @returns undefined where there is nothing to compare, or the others' median is zero
 */
export function medianRatio(
  strata: readonly Contrast[],
  level = 0.95,
  { seed = 1, resamples = 1000 }: RatioOptions = {},
): MedianRatio | undefined {
  const telling = strata.filter(({ ones, others }) => ones.length > 0 && others.length > 0);
  const [ones, others] = [telling.map((it) => it.ones), telling.map((it) => it.others)];
  const ratio = ratioOf(Float64Array.from(ones.flat()), Float64Array.from(others.flat()));
  if (ratio === undefined || Number.isNaN(ratio)) return undefined;
  const n = Math.min(total(ones), total(others));
  if (n < FEWEST) return { ratio, interval: { reason: `needs n >= ${FEWEST} on each side for an interval, has ${n}` } };
  if (resamples === 0) return { ratio, interval: { reason: 'was not resampled' } };
  const random = seededRandom(seed);
  const drawn = Array.from({ length: resamples }, () => ratioOf(resampled(ones, random), resampled(others, random)));
  const ratios = sampleOf(drawn.filter((it) => it !== undefined));
  if (ratios === undefined || ratios.length < resamples) return { ratio, interval: { reason: 'a median is zero' } };
  return {
    ratio,
    interval: { low: quantile(ratios, (1 - level) / 2), high: quantile(ratios, (1 + level) / 2), level },
  };
}

function ratioOf(ones: Float64Array, others: Float64Array): number | undefined {
  const below = medianOf(others);
  return below === 0 ? undefined : medianOf(ones) / below;
}

/** Of a column that is sorted in place: it is drawn for this alone. NaN where there is nothing. */
function medianOf(column: Float64Array): number {
  const middle = (column.sort().length - 1) / 2;
  return ((column[Math.floor(middle)] ?? Number.NaN) + (column[Math.ceil(middle)] ?? Number.NaN)) / 2;
}

function resampled(strata: readonly (readonly number[])[], random: Random): Float64Array {
  const drawn = new Float64Array(total(strata));
  let at = 0;
  for (const values of strata) {
    for (let i = 0; i < values.length; i++) drawn[at++] = values[Math.floor(random() * values.length)] as number;
  }
  return drawn;
}

const total = (sides: readonly (readonly number[])[]): number => sides.reduce((sum, it) => sum + it.length, 0);
