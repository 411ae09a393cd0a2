import { normalCdf } from './normal.js';

/** Two groups of one kind: only values of the same kind are held against each other. */
export interface Contrast {
  readonly ones: readonly number[];
  readonly others: readonly number[];
}

/**
 * How likely it is by chance alone that `ones` rank as high among `others` as they do, or higher: the rank-sum test of
 * Wilcoxon, Mann and Whitney, one-sided, by the normal approximation with corrections for ties and for continuity; the sums
 * of several strata are added up with equal weights. Ranks ask nothing of how the values are spread. Where few values have to
 * decide, `rankTest` is exact.
 *
 * @returns 1 where there is nothing to compare
 */
export function higherByChance(strata: readonly Contrast[]): number {
  let excess = 0;
  let variance = 0;
  for (const { ones, others } of strata) {
    if (ones.length === 0 || others.length === 0) continue;
    const own = contrastMoments({ ones, others });
    excess += own.excess;
    variance += own.variance;
  }
  return variance <= 0 ? 1 : 1 - normalCdf((excess - 0.5) / Math.sqrt(variance));
}

/** Wins beyond half of all pairs, and the variance of that where nothing differs, corrected for ties. */
export function contrastMoments({ ones, others }: Contrast): { readonly excess: number; readonly variance: number } {
  const [n, m] = [ones.length, others.length];
  return {
    excess: winsOf(ones, others) - (n * m) / 2,
    variance: ((n * m) / 12) * (n + m + 1 - tieTerm([...ones, ...others])),
  };
}

/** Pairs in which the one is higher; half of those that tie. */
function winsOf(ones: readonly number[], others: readonly number[]): number {
  const rising = [...others].sort((a, b) => a - b);
  return ones.reduce((wins, one) => wins + (below(rising, one, false) + below(rising, one, true)) / 2, 0);
}

/** How many of them are lower, those that equal included or not; by halving. */
function below(rising: readonly number[], value: number, orEqual: boolean): number {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = rising[middle] ?? Number.POSITIVE_INFINITY;
    if (at < value || (orEqual && at === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function tieTerm(all: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of all) counts.set(value, (counts.get(value) ?? 0) + 1);
  const ties = [...counts.values()].reduce((sum, t) => sum + t ** 3 - t, 0);
  return ties / (all.length * (all.length - 1));
}
