import { binomialTerms } from './binomial.js';
import { independentCount } from './design-effect.js';
import type { Interval, NoInterval } from './interval.js';
import type { Sample } from './sample.js';

export interface QuantileIntervalOptions {
  readonly level?: number;
  /** How many values are worth one independent value (`designEffect`); 1 without it. */
  readonly designEffect?: number;
}

/**
 * Distribution-free confidence interval of a quantile from two order statistics: the number of values below the true
 * quantile is binomial(n, p), so the interval [x(l), x(u)] covers it with chance P(l <= B < u), whatever the
 * distribution (David and Nagaraja, Order Statistics, 3rd ed., section 7.1). Each tail gets at most (1 - level) / 2,
 * so the promise is a lower bound and ties only widen it. Durations are skewed and often have two modes, which is why
 * no normal theory is used here. Values that come in groups count as fewer: the ranks are those of n / design effect
 * values (Woodruff 1952).
 *
 * With few values the interval would have to reach past the extremes; then there is none, and the reason names the n
 * that is needed (6 for the median at 95 %).
 */
export function quantileInterval<Q extends number>(
  sample: Sample<Q>,
  p: number,
  { level = 0.95, designEffect = 1 }: QuantileIntervalOptions = {},
): Interval<Q> | NoInterval {
  const n = sample.length;
  const { worth, low, high } = quantileRanks(n, p, { level, designEffect });
  if (low === undefined || high === undefined) {
    const needed = smallestN(p, level);
    const has = n < needed ? `has ${n}` : `has ${n} that are worth ${worth}, as those of one visit are alike`;
    return { reason: `needs n >= ${needed} for a ${level * 100} % interval of p${p * 100}, ${has}` };
  }
  return { low: sample[low - 1] ?? sample[0], high: sample[high - 1] ?? sample[0], level };
}

/**
 * The ranks, from 1 to n, of the two values that bound a quantile; each is undefined where it would lie past the extremes.
 * `worth`: how many independent values the n are worth.
 */
export function quantileRanks(
  n: number,
  p: number,
  { level = 0.95, designEffect = 1 }: QuantileIntervalOptions = {},
): { readonly worth: number; readonly low: number | undefined; readonly high: number | undefined } {
  const worth = independentCount(n, designEffect);
  const { lower, upper } = ranks(worth, p, (1 - level) / 2);
  return {
    worth,
    low: lower < 1 ? undefined : Math.floor((lower * n) / worth),
    high: upper >= worth ? undefined : n - Math.floor(((worth - upper) * n) / worth) + 1,
  };
}

/** The largest l with P(B < l) <= tail, and the smallest u with P(B > u) <= tail, for B binomial(n, p). */
function ranks(n: number, p: number, tail: number): { lower: number; upper: number } {
  let lower = 0;
  let below = 0;
  for (const [k, chance] of binomialTerms(n, p)) {
    below += chance;
    if (below <= tail) lower = k + 1;
    if (1 - below <= tail) return { lower, upper: k };
  }
  return { lower, upper: n };
}

/** The smallest n at which both extremes can bound the p-quantile. */
export function smallestN(p: number, level = 0.95): number {
  const tail = (1 - level) / 2;
  return Math.ceil(Math.log(tail) / Math.log(Math.max(p, 1 - p)));
}
