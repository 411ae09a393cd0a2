import type { Interval } from '../statistics/index.js';
import type { Milliseconds, Usd } from '../units/index.js';
import type { Arm } from './arms.js';
import type { Cost, Quantiles, SizeResult } from './result-schema.js';

/** A size that can be recommended: it runs, and both its cost and its warm duration were measured. */
export interface Candidate {
  readonly arm: Arm;
  readonly size: SizeResult;
  readonly cost: Cost;
  readonly duration: Quantiles;
}

export function candidatesOf(arms: readonly Arm[], sizes: readonly SizeResult[]): Candidate[] {
  return sizes.flatMap((size, index) => {
    const arm = arms[index];
    const cost = size.costPerMillionUsd;
    const duration = size.warm.durationMs;
    const usable = size.status === 'measured' && arm !== undefined && cost !== null && duration !== null;
    return usable ? [{ arm, size, cost, duration }] : [];
  });
}

/** What a strategy wants small, as an interval: without one, nothing can be told apart from anything. */
export type Criterion = (candidate: Candidate) => Interval;

const unbounded = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
const between = (low: number | null, high: number | null): Interval => ({
  ...(low === null || high === null ? unbounded : { low, high }),
  level: 0.95,
});

export const byCost: Criterion = ({ cost }) => between(cost.low, cost.high);
/** Of a month of requests; one beyond the last tier of the price is dearer than any other. */
export const byMonth: Criterion = ({ size: { costPerMonthUsd: month } }) =>
  month == null
    ? { low: Number.POSITIVE_INFINITY, high: Number.POSITIVE_INFINITY, level: 0.95 }
    : between(month.low, month.high);

export const byDuration: Criterion = ({ duration }) => between(duration.low, duration.high);

/**
 * Cost times duration. On the logarithmic cost-duration plane the frontier's knee is where its slope passes -1: on one
 * side of it one per cent more cost buys more than one per cent of duration, on the other side less. The product is
 * least exactly there. Scaling both axes to the measured range, the usual way, was dropped: the answer then depends on
 * how slow the slowest size is that somebody happened to measure.
 */
export const byProduct: Criterion = (candidate) => {
  const cost = byCost(candidate);
  const duration = byDuration(candidate);
  if (!Number.isFinite(cost.high) || !Number.isFinite(duration.high)) return { ...unbounded, level: 0.95 };
  return { low: cost.low * duration.low, high: cost.high * duration.high, level: 0.95 };
};

export const meanMonth = ({ size: { costPerMonthUsd: month } }: Candidate): number =>
  month?.mean ?? Number.POSITIVE_INFINITY;
export const meanCost = ({ cost }: Candidate): Usd => cost.mean;
export const medianDuration = ({ duration }: Candidate): Milliseconds => duration.median;
