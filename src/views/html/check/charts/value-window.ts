import type { CheckPoint } from '../../../../analysis/index.js';

/** A window that outliers would widen to more than this many times is not widened by them. */
const MOST_WIDENING = 2.5;

/** Where the axis of a distribution begins and ends. */
export interface ValueWindow {
  readonly range: readonly [low: number, high: number];
  /** Points that lie outside are drawn at the edge and said in words. */
  readonly outside: readonly CheckPoint[];
}

/**
 * As wide as what is no outlier, and as wide as all where that shows the others as well: one start of two seconds must not
 * press two hundred of 0.2 s, and the shift between them, into a line. Nothing is left out: what is outside is an arrow.
 */
export function valueWindow(points: readonly CheckPoint[]): ValueWindow {
  const usual = points.filter(({ isOutlier }) => !isOutlier);
  const all = rangeOf(points);
  const narrow = rangeOf(usual.length === 0 ? points : usual);
  const range = all[1] - all[0] > MOST_WIDENING * (narrow[1] - narrow[0]) ? narrow : all;
  return { range, outside: points.filter(({ value }) => value < range[0] || value > range[1]) };
}

/** With a margin; values that are all the same get one too, so that there is an axis. */
function rangeOf(points: readonly CheckPoint[]): readonly [number, number] {
  const [low, high] = points.reduce(
    ([least, most], { value }) => [Math.min(least, value), Math.max(most, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  const margin = Math.max((high - low) * 0.07, Math.abs(high) * 0.005) || 1;
  return [low < 0 ? low - margin : Math.max(0, low - margin), high + margin];
}
