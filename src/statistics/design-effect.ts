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
  const filled = groups.filter((group) => group.length > 0);
  const all = filled.flat();
  const n = all.length;
  const k = filled.length;
  if (k < 2 || n === k) return 1;
  const grand = meanOf(all);
  const between = filled.reduce((sum, group) => sum + group.length * (meanOf(group) - grand) ** 2, 0) / (k - 1);
  const within = filled.reduce((sum, group) => sum + squaresAround(group, meanOf(group)), 0) / (n - k);
  const sizes = filled.reduce((sum, group) => sum + group.length ** 2, 0) / n;
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

const meanOf = (values: readonly number[]): number => values.reduce((sum, it) => sum + it, 0) / values.length;
const squaresAround = (values: readonly number[], centre: number): number =>
  values.reduce((sum, it) => sum + (it - centre) ** 2, 0);
