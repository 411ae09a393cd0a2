import { isInterval, median, quantile, quantileInterval } from '../statistics/index.js';
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
  if (measured === undefined) return null;
  const { sample } = measured;
  const [mid, p90, p99] = [endsOf(measured, 0.5), endsOf(measured, 0.9), endsOf(measured, 0.99)];
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

interface Ends {
  readonly low: Milliseconds | null;
  readonly high: Milliseconds | null;
  readonly note?: string;
}

function endsOf({ sample, designEffect }: Grouped, p: number): Ends {
  const interval = quantileInterval(sample, p, { designEffect });
  if (isInterval(interval)) return { low: interval.low, high: interval.high };
  return { low: null, high: null, note: interval.reason };
}
