import { binomialCdf } from './binomial.js';
import type { Interval, NoInterval } from './interval.js';
import type { Sample } from './sample.js';

/**
 * Distribution-free confidence interval of a quantile from two order statistics: the number of values below the true
 * quantile is binomial(n, p), so the interval [x(l), x(u)] covers it with chance P(l <= B < u), whatever the
 * distribution (David and Nagaraja, Order Statistics, 3rd ed., section 7.1). Each tail gets at most (1 - level) / 2,
 * so the promise is a lower bound and ties only widen it. Durations are skewed and often have two modes, which is why
 * no normal theory is used here.
 *
 * With few values the interval would have to reach past the extremes; then there is none, and the reason names the n
 * that is needed (6 for the median at 95 %).
 */
export function quantileInterval<Q extends number>(
  sample: Sample<Q>,
  p: number,
  level = 0.95,
): Interval<Q> | NoInterval {
  const n = sample.length;
  const tail = (1 - level) / 2;
  let lower = 0;
  while (binomialCdf(lower, n, p) <= tail) lower++;
  let upper = n;
  while (upper > 0 && 1 - binomialCdf(upper - 1, n, p) <= tail) upper--;
  const low = sample[lower - 1];
  const high = sample[upper];
  if (low === undefined || high === undefined) {
    return {
      reason: `needs n >= ${smallestN(p, level)} for a ${level * 100} % interval of p${p * 100}, has ${n}`,
    };
  }
  return { low, high, level };
}

/** The smallest n at which both extremes can bound the p-quantile. */
function smallestN(p: number, level: number): number {
  const tail = (1 - level) / 2;
  return Math.ceil(Math.log(tail) / Math.log(Math.max(p, 1 - p)));
}
