import {
  designEffectOf,
  type Interval,
  isInterval,
  median,
  momentsByGroup,
  quantile,
  quantileInterval,
  type Sample,
  sampleOfColumn,
} from '../../statistics/index.js';
import type { Milliseconds } from '../../units/index.js';
import type { Quantiles } from '../result-schema.js';
import type { MeasureColumn } from './starts.js';

/** Sorted values, and how many of them are worth one independent value. */
export interface Spread<Q extends number> {
  readonly sample: Sample<Q>;
  readonly designEffect: number;
}

type Columns = Pick<MeasureColumn, 'values' | 'streams'>;

/**
 * The values of several columns together. Those of one log stream come from one execution environment and are alike;
 * where no stream is known all are taken as independent, and a warning says so.
 */
export function spreadOf<Q extends number>(columns: readonly Columns[]): Spread<Q> | undefined {
  const values = joined(columns.map((column) => column.values.values));
  const streams = joined(columns.map((column) => column.streams.values));
  const effect = streams.some((stream) => stream < 0) ? 1 : designEffectOf(momentsByGroup(values, streams));
  const sample = sampleOfColumn<Q>(values);
  return sample === undefined ? undefined : { sample, designEffect: effect };
}

/** Median, p90 and p99 with their intervals, or null where there is no value. */
export function percentilesOf(columns: readonly MeasureColumn[]): Quantiles | null {
  const spread = spreadOf<Milliseconds>(columns);
  if (spread === undefined) return null;
  const { sample } = spread;
  const [mid, p90, p99] = [boundsOf(spread, 0.5), boundsOf(spread, 0.9), boundsOf(spread, 0.99)];
  return {
    n: sample.length,
    median: median(sample),
    low: mid.low,
    high: mid.high,
    p90: quantile(sample, 0.9),
    p90Low: p90.low,
    p90High: p90.high,
    p99: quantile(sample, 0.99),
    p99Low: p99.low,
    p99High: p99.high,
    ...(mid.note === undefined ? {} : { medianNote: mid.note }),
    ...(p90.note === undefined ? {} : { p90Note: p90.note }),
    ...(p99.note === undefined ? {} : { p99Note: p99.note }),
  };
}

export interface Bounds<Q extends number> {
  readonly low: Q | null;
  readonly high: Q | null;
  readonly note?: string;
}

export function boundsOf<Q extends number>({ sample, designEffect }: Spread<Q>, p: number): Bounds<Q> {
  const interval = quantileInterval(sample, p, { designEffect });
  if (isInterval(interval)) return { low: interval.low as Interval<Q>['low'], high: interval.high };
  return { low: null, high: null, note: interval.reason.replace('of one visit', 'of one log stream') };
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
