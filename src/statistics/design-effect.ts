import { Moments } from './moments.js';

/**
 * By how much the variance of a mean is larger than it would be if all values were independent, where they come in
 * groups whose members are alike (Kish, Survey Sampling, 1965, section 5.4): 1 + (m - 1) x the intraclass correlation,
 * this by analysis of variance for groups of unequal size (Donner and Koval 1980). Invocations of one visit share an
 * execution environment and a moment; taken as independent they would make intervals half as wide as they should be.
 *
 * At least 1: that values of a group differ more than those of different groups is taken for chance. 1 where nothing can
 * be told: a single group, or one value in each.
 */
export function designEffect(groups: readonly (readonly number[])[]): number {
  return designEffectOf(groups.map(momentsOf));
}

/** The same of groups of which count, mean and spread are known: a log's million values need not be kept by group. */
export function designEffectOf(groups: readonly Moments[]): number {
  const filled = groups.filter((group) => group.n > 0);
  const n = sumOf(filled, (group) => group.n);
  const k = filled.length;
  if (k < 2 || n === k) return 1;
  const grand = sumOf(filled, (group) => group.n * group.mean) / n;
  const between = sumOf(filled, (group) => group.n * (group.mean - grand) ** 2) / (k - 1);
  const within = sumOf(filled, (group) => group.squares) / (n - k);
  const sizes = sumOf(filled, (group) => group.n ** 2) / n;
  const typical = (n - sizes) / (k - 1);
  const denominator = between + (typical - 1) * within;
  if (denominator <= 0) return 1;
  return 1 + (sizes - 1) * Math.max(0, (between - within) / denominator);
}

/**
 * How many independent values so many are worth. Never fewer than there are groups of equal size: six visits are enough
 * for an interval of a median, however alike the invocations of each are, and rounding must not take that away.
 */
export const independentCount = (n: number, effect: number): number => Math.floor(n / effect + 1e-9);

function momentsOf(values: readonly number[]): Moments {
  const moments = new Moments();
  for (const value of values) moments.add(value);
  return moments;
}

const sumOf = (groups: readonly Moments[], of: (group: Moments) => number): number =>
  groups.reduce((sum, group) => sum + of(group), 0);
