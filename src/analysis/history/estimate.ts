import { studentBound } from '../../statistics/index.js';
import type { HistoryEstimate } from './history-schema.js';

/** A difference of logarithms in percent, its ends too. */
export const asPercent = ({ value, low, high, ...rest }: HistoryEstimate): HistoryEstimate => ({
  value: 100 * Math.expm1(value),
  low: low === null ? null : 100 * Math.expm1(low),
  high: high === null ? null : 100 * Math.expm1(high),
  ...rest,
});

/** Values with their variances as one. */
export interface Pooled {
  readonly value: number;
  readonly variance: number;
}

/** Each counts by how surely it is known. @returns undefined of none */
export function pooled(values: readonly Pooled[]): Pooled | undefined {
  if (values.length === 0) return undefined;
  const exact = values.filter(({ variance }) => variance === 0);
  if (exact.length > 0) return { value: exact.reduce((sum, { value }) => sum + value, 0) / exact.length, variance: 0 };
  const weight = values.reduce((sum, { variance }) => sum + 1 / variance, 0);
  return {
    value: values.reduce((sum, { value, variance }) => sum + value / variance, 0) / weight,
    variance: 1 / weight,
  };
}

export const LEVEL = 0.95;

export function estimateOf({ value, variance }: Pooled, degrees: number, level = LEVEL): HistoryEstimate {
  const reach = variance === 0 ? 0 : studentBound(level, Math.max(1, degrees)) * Math.sqrt(variance);
  return { value, low: value - reach, high: value + reach };
}

/** Its interval leaves out that nothing has changed. */
export const isApart = ({ low, high }: HistoryEstimate): boolean =>
  low !== null && high !== null && (low > 0 || high < 0);
