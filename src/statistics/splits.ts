import { middleOf } from './middle.js';

/** One point of a series that may change its level: its value, and how surely that is known. */
export interface SeriesPoint {
  readonly value: number;
  /** Of the value's own error: of a median of ten more than of one of a hundred. */
  readonly variance: number;
}

/** Points with what each counts. */
export interface WeightedSeries {
  readonly values: readonly number[];
  readonly weights: readonly number[];
  /** What the weighted variance of residuals cannot be less than, by the values' own errors: few may be alike by luck. */
  readonly floor: number;
}

/** A series in two levels. `at`: index of the first point of the second. */
export interface Split {
  readonly at: number;
  /** Second level less the first. */
  readonly step: number;
  readonly statistic: number;
  /** Weighted squares of the residuals. */
  readonly squares: number;
  /** Sums of weights before and after. */
  readonly weightBefore: number;
  readonly weightAfter: number;
}

/** Of so many points each level consists at least: a single odd one is no level. */
export const FEWEST_ON_A_SIDE = 2;

/**
 * Each point counts by its own error and by what sessions differ by beyond it. That excess is taken from the median of the
 * squared differences of neighbours, of which a change of level spoils one alone.
 */
export function weightedSeries(points: readonly SeriesPoint[]): WeightedSeries {
  const excess = excessOf(points);
  const weights = points.map(({ variance }) => 1 / leastVariance(variance + excess));
  const own = points.map(({ variance }, i) => variance * (weights[i] as number));
  return { values: points.map(({ value }) => value), weights, floor: sum(own) / Math.max(1, points.length) };
}

/** The variance between points beyond their own errors. */
export const excessOf = (points: readonly SeriesPoint[]): number => Math.max(0, middle(excesses(points)));

/** The same of a series in two levels, the second beginning at `at`. */
export function excessVariance(points: readonly SeriesPoint[], at: number): number {
  const [before, after] = [points.slice(0, at), points.slice(at)];
  return Math.max(0, middle([...excesses(before), ...excesses(after)]));
}

const excesses = (points: readonly SeriesPoint[]): number[] =>
  points.slice(1).map((it, i) => {
    const before = points[i] as SeriesPoint;
    return ((it.value - before.value) ** 2 / MEDIAN_OF_CHI_SQUARE - it.variance - before.variance) / 2;
  });

/** Of one degree of freedom. */
const MEDIAN_OF_CHI_SQUARE = 0.454936;
/** Values without any error, such as sizes in MB that never differ, are no reason to divide by nothing. */
const TINY = 1e-12;

export const leastVariance = (variance: number): number => Math.max(TINY, variance);

/** `excessOf` of columns. */
export function excessFrom(values: Float64Array, variances: Float64Array): number {
  const count = values.length - 1;
  if (count < 1) return 0;
  const found = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const step = (values[i + 1] as number) - (values[i] as number);
    found[i] = (step ** 2 / MEDIAN_OF_CHI_SQUARE - (variances[i] as number) - (variances[i + 1] as number)) / 2;
  }
  return Math.max(0, middleOf(found));
}

/** All places where the series may be cut. */
export function splitsOf({ values, weights, floor }: WeightedSeries, fewest = FEWEST_ON_A_SIDE): readonly Split[] {
  const n = values.length;
  const total = sum(weights);
  const weighted = values.map((value, i) => value * (weights[i] as number));
  const mean = sum(weighted) / total;
  const all = sum(values.map((value, i) => (weights[i] as number) * (value - mean) ** 2));
  const found: Split[] = [];
  let [before, moment] = [0, 0];
  for (let at = 1; at <= n - fewest; at++) {
    const weight = weights[at - 1] as number;
    before += weight;
    moment += weight * ((values[at - 1] as number) - mean);
    if (at < fewest) continue;
    const after = total - before;
    const between = moment ** 2 * (1 / before + 1 / after);
    const squares = Math.max(0, all - between);
    const statistic = between / Math.max(squares / Math.max(1, n - 2), floor, Number.MIN_VALUE);
    const step = -moment * (1 / before + 1 / after);
    found.push({ at, step, statistic, squares, weightBefore: before, weightAfter: after });
  }
  return found;
}

/** The split whose levels lie farthest apart, by their errors; undefined where the series is too short for one. */
export const bestSplit = (series: WeightedSeries): Split | undefined =>
  splitsOf(series).reduce<Split | undefined>(
    (best, it) => (best === undefined || it.statistic > best.statistic ? it : best),
    undefined,
  );

const sum = (values: readonly number[]): number => values.reduce((total, it) => total + it, 0);

function middle(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[half] as number)
    : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2;
}
