import type { Interval, NoInterval } from './interval.js';
import { normalQuantile } from './normal.js';

/**
 * Interval of a share, `count` of `n`, by the score method (Wilson 1927, JASA 22; recommended for all n by Brown, Cai
 * and DasGupta 2001, Statistical Science 16). Unlike the textbook's it stays within 0 and 1 and is no point when the count
 * is zero: none of 100 cold starts seen is 0 to 3.7 %. It covers the true share with about `level`, not at least; all
 * trials are taken as independent.
 */
export function shareInterval(count: number, n: number, level = 0.95): Interval | NoInterval {
  if (n === 0) return { reason: 'needs n >= 1 for an interval of a share, has 0' };
  const z = normalQuantile(1 - (1 - level) / 2);
  const share = count / n;
  const scale = 1 + z ** 2 / n;
  const centre = (share + z ** 2 / (2 * n)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2));
  // At either end the bound is exactly 0 or 1; rounding must not print -0.000 %.
  return { low: count === 0 ? 0 : centre - half, high: count === n ? 1 : centre + half, level };
}
