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
  const worth = independentCount(n, designEffect);
  const { lower, upper } = ranks(worth, p, (1 - level) / 2);
  if (lower < 1 || upper >= worth) {
    const needed = smallestN(p, level);
    const has = n < needed ? `has ${n}` : `has ${n} that are worth ${worth}, as those of one visit are alike`;
    return { reason: `needs n >= ${needed} for a ${level * 100} % interval of p${p * 100}, ${has}` };
  }
  const low = sample[Math.floor((lower * n) / worth) - 1] ?? sample[0];
  const high = sample[n - Math.floor(((worth - upper) * n) / worth)] ?? sample[0];
  return { low, high, level };
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
function smallestN(p: number, level: number): number {
  const tail = (1 - level) / 2;
  return Math.ceil(Math.log(tail) / Math.log(Math.max(p, 1 - p)));
}
