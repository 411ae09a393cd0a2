import { excessVariance, type SeriesPoint, theilSen } from '../../statistics/index.js';
import { asPercent, estimateOf, isApart, LEVEL, type Pooled, pooled } from './estimate.js';
import type { HistoryEstimate, HistoryLevel } from './history-schema.js';
import type { Measured } from './points.js';

/** What is known of a series between two changes. */
export interface KnownLevel {
  readonly from: number;
  readonly to: number;
  /** In logarithms. */
  readonly own: Pooled;
}

const FEWEST_FOR_INTERVAL = 2;

/** Levels between the changes. @param cuts indices of the first point of each new level */
export function levelsBetween(points: readonly SeriesPoint[], cuts: readonly number[]): readonly KnownLevel[] {
  const starts = [0, ...cuts];
  return starts.flatMap((from, i) => {
    const to = (starts[i + 1] ?? points.length) - 1;
    const own = levelOf(points.slice(from, to + 1));
    return own === undefined ? [] : [{ from, to, own }];
  });
}

function levelOf(points: readonly SeriesPoint[]): Pooled | undefined {
  const excess = excessVariance(points, points.length);
  return pooled(points.map(({ value, variance }) => ({ value, variance: Math.max(TINY, variance + excess) })));
}

const TINY = 1e-12;

/** @param isExact one exact value a session: there is nothing to be unsure of */
export function shownLevel(
  { from, to, own }: KnownLevel,
  measured: readonly Measured[],
  isExact: boolean,
): HistoryLevel {
  const part = measured.slice(from, to + 1);
  const [only] = part;
  const n = part.reduce((sum, it) => sum + it.n, 0);
  if (isExact && only !== undefined) {
    const { value } = only.median;
    return { from, to, n, level: { value, low: value, high: value } };
  }
  if (part.length < FEWEST_FOR_INTERVAL && only !== undefined) return { from, to, n, level: only.median };
  const { value, low, high } = estimateOf(own, part.length - 1);
  const level = {
    value: Math.exp(value),
    low: low === null ? null : Math.exp(low),
    high: high === null ? null : Math.exp(high),
  };
  return { from, to, n, level };
}

/** Last level against the first. */
export function overall(levels: readonly KnownLevel[], isExact: boolean): HistoryEstimate | null {
  const [first, last] = [levels[0], levels.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  const degrees = last.to - last.from + (first.to - first.from);
  const difference = {
    value: last.own.value - first.own.value,
    variance: isExact ? 0 : last.own.variance + first.own.variance,
  };
  return asPercent(estimateOf(difference, degrees));
}

const DAY_MS = 86_400_000;
const DAYS = 30;

/** Percent in 30 days, of a series with one level: undefined steps are no drift. */
export function driftOf(points: readonly SeriesPoint[], measured: readonly Measured[]): HistoryEstimate | null {
  const slope = theilSen(points.map(({ value }, i) => ({ at: (measured[i]?.at ?? 0) / DAY_MS, value })));
  if (slope === undefined) return null;
  const { low, high } = slope.interval;
  return asPercent({ value: DAYS * slope.perUnit, low: DAYS * low, high: DAYS * high });
}

/**
 * The last session against the level that it is in, where it lies farther off than one of so many series does by chance: it may
 * be one odd day or the first of a new level.
 */
export function lastApart(points: readonly SeriesPoint[], from: number, series: number): HistoryEstimate | null {
  const last = points.at(-1);
  const before = points.slice(from, -1);
  const level = levelOf(before);
  if (last === undefined || level === undefined || before.length < FEWEST_BEFORE) return null;
  const excess = excessVariance(before, before.length);
  const difference = {
    value: last.value - level.value,
    variance: level.variance + Math.max(TINY, last.variance + excess),
  };
  const degrees = before.length - 1;
  const isOdd = isApart(estimateOf(difference, degrees, 1 - (1 - LEVEL) / series));
  return isOdd ? asPercent(estimateOf(difference, degrees)) : null;
}

/** Of two nobody knows how sessions differ. */
const FEWEST_BEFORE = 3;
