import type { Contrast } from './rank-sum.js';

/** A stratum that says something, and how much each of its pairs counts. */
export interface WeightedContrast extends Contrast {
  readonly weight: number;
}

/**
 * Weights of van Elteren (1960, Bulletin de l'Institut International de Statistique 37): a pair counts 1 / (N + 1) in a
 * stratum of N values, which finds a shift that all strata share best. As whole numbers without common divisor where that
 * is possible, so that sums of them can be counted; strata of one size all have 1.
 */
export function weighted(strata: readonly Contrast[]): readonly WeightedContrast[] {
  const telling = strata.filter(({ ones, others }) => ones.length > 0 && others.length > 0);
  const sizes = telling.map(({ ones, others }) => ones.length + others.length + 1);
  const common = sizes.reduce((lcm, size) => (lcm / divisor(lcm, size)) * size, 1);
  const least = sizes.reduce((gcd, size) => divisor(gcd, common / size), 0);
  const isWhole = common < MOST_COMMON;
  return telling.map((it, index) => {
    const size = sizes[index] as number;
    return { ...it, weight: isWhole ? common / size / least : 1 / size };
  });
}

/** Beyond it the sums are too many to count. */
const MOST_COMMON = 1e9;

const divisor = (a: number, b: number): number => {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return x;
};
