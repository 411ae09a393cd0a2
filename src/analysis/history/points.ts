import {
  isInterval,
  medianVariance,
  quantile,
  quantileInterval,
  type SeriesPoint,
  sampleOf,
} from '../../statistics/index.js';
import type { CheckMetric } from '../../units/index.js';
import type { HistoryEstimate, HistoryPoint } from './history-schema.js';

/** The values of one side of one session, with the median that stands for them. */
export interface Measured extends HistoryPoint {
  readonly at: number;
  readonly values: readonly number[];
}

/** @returns undefined where there is no value, or one that has no logarithm */
export function measuredOf(
  known: Pick<Measured, 'session' | 'side' | 'code' | 'at' | 'disturbed'>,
  values: readonly number[],
): Measured | undefined {
  const sample = sampleOf(values);
  if (sample === undefined || values.some((it) => !(it > 0))) return undefined;
  return { ...known, values, n: sample.length, median: medianOf(values) };
}

function medianOf(values: readonly number[]): HistoryEstimate {
  const sample = sampleOf(values);
  if (sample === undefined) return { value: 0, low: null, high: null };
  const interval = quantileInterval(sample, 0.5);
  const value = quantile(sample, 0.5);
  return isInterval(interval)
    ? { value, low: interval.low, high: interval.high }
    : { value, low: null, high: null, note: interval.reason };
}

/**
 * What a median of so many values is worth, in logarithms: a share of its own values' spread and, as that is itself known by
 * few, of what is usual in the series (in the manner of Smyth 2004, whose prior has such weight). Nothing is known better
 * than it is printed.
 */
export function seriesPoints(metric: CheckMetric, measured: readonly Measured[]): readonly SeriesPoint[] {
  const own = measured.map(({ values }) => {
    const sample = sampleOf(values.map(Math.log));
    return sample === undefined ? undefined : medianVariance(sample);
  });
  const known = own.flatMap((variance, i) => {
    const n = measured[i]?.n ?? 0;
    return variance === undefined ? [] : [{ n, spread: n * variance }];
  });
  const count = known.reduce((sum, { n }) => sum + n, 0);
  const usual = count === 0 ? UNKNOWN : known.reduce((sum, { n, spread }) => sum + n * spread, 0) / count;
  return measured.map(({ n, median }, i) => {
    const variance = own[i];
    const shared = variance === undefined ? usual / n : ((PRIOR * usual) / n + n * variance) / (PRIOR + n);
    return { value: Math.log(median.value), variance: Math.max(shared, (PRINTED[metric] / median.value) ** 2 / 12) };
  });
}

/** In values. */
const PRIOR = 10;
/** One cold start in every session, and nothing to say how they differ: 10 % is usual. */
const UNKNOWN = 0.01;

/** Steps in which AWS prints each. */
const PRINTED: Readonly<Record<CheckMetric, number>> = {
  initDuration: 0.01,
  coldTotal: 0.01,
  warmDuration: 0.01,
  billedDuration: 1,
  maxMemoryUsed: 1,
  costPerMillion: 0,
  packageSize: 0,
};
