import { isInterval, median, quantile, quantileInterval, sampleOf } from '../statistics/index.js';
import type { Milliseconds } from '../units/index.js';
import type { Quantiles } from './result-schema.js';

/** Median, p90 and p99 with their intervals, or null where nothing was measured. */
export function quantilesOf(values: readonly Milliseconds[]): Quantiles | null {
  const sample = sampleOf(values);
  if (sample === undefined) return null;
  const intervals = [0.5, 0.9, 0.99].map((p) => quantileInterval(sample, p));
  const [mid, p90, p99] = intervals.map((it) => (isInterval(it) ? it : { low: null, high: null }));
  const missing = intervals.flatMap((it) => (isInterval(it) ? [] : [it.reason]));
  return {
    n: sample.length,
    median: median(sample),
    low: mid?.low ?? null,
    high: mid?.high ?? null,
    p90: quantile(sample, 0.9),
    p90Low: p90?.low ?? null,
    p90High: p90?.high ?? null,
    p99: quantile(sample, 0.99),
    p99Low: p99?.low ?? null,
    p99High: p99?.high ?? null,
    ...(missing.length === 0 ? {} : { note: missing.join('; ') }),
  };
}
