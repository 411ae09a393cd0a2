import type { Interval } from './interval.js';
import { normalQuantile } from './normal.js';
import { quantile } from './quantile.js';
import { sampleOf } from './sample.js';

/** How steadily a series rises or falls. */
export interface Slope {
  readonly perUnit: number;
  readonly interval: Interval;
  readonly n: number;
}

/**
 * The median slope of all pairs of points, with the bounds that Kendall's test leaves possible (Theil 1950; Sen 1968,
 * Journal of the American Statistical Association 63): odd points do not bend it, and it asks nothing of the noise.
 *
 * @returns undefined for fewer than four points, or where all were at one time
 */
export function theilSen(
  points: readonly { readonly at: number; readonly value: number }[],
  level = 0.95,
): Slope | undefined {
  const slopes = points.flatMap((one, i) =>
    points
      .slice(i + 1)
      .flatMap((other) => (other.at === one.at ? [] : [(other.value - one.value) / (other.at - one.at)])),
  );
  const sorted = sampleOf(slopes);
  const n = points.length;
  if (sorted === undefined || n < 4) return undefined;
  const ties = (of: (point: { readonly at: number; readonly value: number }) => number): number => {
    const counts = new Map<number, number>();
    for (const point of points) counts.set(of(point), (counts.get(of(point)) ?? 0) + 1);
    return [...counts.values()].reduce((sum, k) => sum + k * (k - 1) * (2 * k + 5), 0);
  };
  const variance = (n * (n - 1) * (2 * n + 5) - ties(({ at }) => at) - ties(({ value }) => value)) / 18;
  const reach = normalQuantile((1 + level) / 2) * Math.sqrt(Math.max(0, variance));
  const count = sorted.length;
  const low = Math.max(0, Math.round((count - reach) / 2) - 1);
  const high = Math.min(count - 1, Math.round((count + reach) / 2));
  return {
    perUnit: quantile(sorted, 0.5),
    interval: { low: sorted[low] as number, high: sorted[high] as number, level },
    n,
  };
}
