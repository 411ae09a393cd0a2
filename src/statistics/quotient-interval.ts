import type { Interval, NoInterval } from './interval.js';
import { Moments } from './moments.js';
import { studentBound } from './student.js';

/** With two groups the bound is thirteen standard errors, which says nothing; with three it is four. */
export const FEWEST_GROUPS = 3;

/**
 * Interval of the quotient of two figures that were measured side by side in the same groups: Student's t of the
 * logarithms of the groups' quotients (a quotient's error is a factor), and never without the quotient of the whole.
 * What a group has in common, a slow minute of the host, is in both figures of it and leaves the quotient alone; what its
 * values have in common is in its one quotient, which counts once. Under the hypothesis that nothing differs the
 * logarithms are symmetric about zero, however skewed the figures are, so the level is kept with few groups too.
 *
 * Taking each figure's own interval at 97.5 % and dividing the far ends was dropped: at least 95 % was true of it, but it
 * was twice as wide as need be, and so hid changes that were there.
 *
 * Taking the same width around the quotient of the whole was dropped too: where durations come in steps, as those of
 * throttled functions do, the median of all falls from one step to another while the groups' quotients stay together. Of
 * 40 comparisons of a function with itself 34 held zero then.
 *
 * @param whole quotient of the two figures over all groups
 * @param ofGroups their quotients in each group that has both
 */
export function quotientInterval(
  whole: number,
  ofGroups: readonly number[],
  { level = 0.95 }: { readonly level?: number } = {},
): Interval | NoInterval {
  const scatter = new Moments();
  for (const quotient of ofGroups) scatter.add(Math.log(quotient));
  const { n } = scatter;
  if (n < FEWEST_GROUPS) return { reason: `needs n >= ${FEWEST_GROUPS} groups with both figures, has ${n}` };
  if (!Number.isFinite(scatter.squares) || !(whole > 0)) return { reason: 'a figure is zero' };
  const half = studentBound(level, n - 1) * Math.sqrt(scatter.squares / (n - 1) / n);
  const [low, high] = [Math.exp(scatter.mean - half), Math.exp(scatter.mean + half)];
  return { low: Math.min(low, whole), high: Math.max(high, whole), level };
}
