import { isInterval, median, quantile, quantileInterval, type Sample, sampleOf } from '../statistics/index.js';
import type { Milliseconds } from '../units/index.js';
import type { Quantiles } from './result-schema.js';

/** Median, p90 and p99 with their intervals, or null where nothing was measured. */
export function quantilesOf(values: readonly Milliseconds[]): Quantiles | null {
  const sample = sampleOf(values);
  if (sample === undefined) return null;
  const [mid, p90, p99] = [endsOf(sample, 0.5), endsOf(sample, 0.9), endsOf(sample, 0.99)];
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

function endsOf(sample: Sample<Milliseconds>, p: number): Ends {
  const interval = quantileInterval(sample, p);
  if (isInterval(interval)) return { low: interval.low, high: interval.high };
  return { low: null, high: null, note: interval.reason };
}
