import type { AtLimit, Cost, Quantiles, Result } from '../../analysis/index.js';

/** A number that no view prints without its n, nor without its interval or the reason why there is none. */
export interface Estimate {
  readonly n: number;
  readonly value: number;
  readonly evidence:
    | { readonly low: number; readonly high: number }
    /** Why there is no interval. */
    | { readonly note: string };
}

const NO_NOTE = 'too few invocations';

const estimate = (
  n: number,
  value: number,
  low: number | null,
  high: number | null,
  note: string | undefined,
): Estimate => ({
  n,
  value,
  evidence: low === null || high === null ? { note: note ?? NO_NOTE } : { low, high },
});

export const medianOf = (it: Quantiles): Estimate => estimate(it.n, it.median, it.low, it.high, it.medianNote);
export const p90Of = (it: Quantiles): Estimate => estimate(it.n, it.p90, it.p90Low, it.p90High, it.p90Note);
export const p99Of = (it: Quantiles): Estimate => estimate(it.n, it.p99, it.p99Low, it.p99High, it.p99Note);
export const meanOf = (it: Cost): Estimate => estimate(it.n, it.mean, it.low, it.high, it.note);

/** Of the percentile that the strategy limits, over all starts. */
export const atLimitOf = (it: AtLimit): Estimate => estimate(it.n, it.value, it.low, it.high, it.note);

/** Why this figure has no interval. */
export const noteOf = ({ evidence }: Estimate): string | undefined => ('note' in evidence ? evidence.note : undefined);

/** What the strategy alone asks for, of any size: the cost of a month, a percentile of all starts. */
export const isMonthly = ({ sizes }: Pick<Result, 'sizes'>): boolean =>
  sizes.some(({ costPerMonthUsd }) => costPerMonthUsd !== undefined);

/** Which percentile of all starts is limited; undefined where none is. */
export const limitedPercentile = ({ sizes }: Pick<Result, 'sizes'>): AtLimit['percentile'] | undefined =>
  sizes.flatMap(({ allStarts }) => allStarts?.percentile ?? [])[0];
