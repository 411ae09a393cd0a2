import { normalCdf } from './normal.js';

/**
 * How likely a series without a trend rises as much as this one by chance: the test of Mann (1945) and Kendall, one-sided,
 * by the normal approximation with the corrections for ties and continuity. It asks nothing of how the values are spread,
 * nor that the rise is straight.
 *
 * @returns 1 for fewer than four values, of which nothing can be said
 */
export function risingByChance(series: readonly number[]): number {
  const n = series.length;
  if (n < 4) return 1;
  let rises = 0;
  for (const [i, value] of series.entries())
    for (let j = 0; j < i; j++) rises += Math.sign(value - (series[j] ?? value));
  const ties = tiesOf(series).reduce((sum, t) => sum + t * (t - 1) * (2 * t + 5), 0);
  const variance = (n * (n - 1) * (2 * n + 5) - ties) / 18;
  if (variance <= 0) return 1;
  return 1 - normalCdf((rises - Math.sign(rises)) / Math.sqrt(variance));
}

function tiesOf(series: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const value of series) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()];
}
