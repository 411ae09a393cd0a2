import { isInterval, median, quantile, quantileInterval, type Sample } from '../statistics/index.js';
import type { Milliseconds } from '../units/index.js';
import type { MeasuredStart } from './arms.js';
import { type Grouped, grouped } from './grouped.js';
import type { Quantiles } from './result-schema.js';

/** Median, p90 and p99 of one duration with their intervals, or null where it was never measured. */
export function quantilesOf(
  starts: readonly MeasuredStart[],
  pick: (start: MeasuredStart) => Milliseconds | undefined,
): Quantiles | null {
  const measured = grouped(starts, pick);
  return measured === undefined ? null : quantilesOfSample(measured);
}

/** The same of a sample whose values come in groups that are called so: `visit`, `log stream`. */
export function quantilesOfSample(measured: Grouped, group?: string): Quantiles {
  const { sample } = measured;
  const [mid, p90, p99] = [endsOf(measured, 0.5, group), endsOf(measured, 0.9, group), endsOf(measured, 0.99, group)];
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

/** The ends of an interval, or why there are none. */
export interface Ends<Q extends number> {
  readonly low: Q | null;
  readonly high: Q | null;
  readonly note?: string;
}

/** The 95 % interval of a quantile of values that come in groups. */
export function endsOf<Q extends number>(
  { sample, designEffect }: { readonly sample: Sample<Q>; readonly designEffect: number },
  p: number,
  group = 'visit',
): Ends<Q> {
  const interval = quantileInterval(sample, p, { designEffect });
  if (isInterval(interval)) return { low: interval.low, high: interval.high };
  return { low: null, high: null, note: interval.reason.replace('of one visit', `of one ${group}`) };
}
