import type { Watched, WatchedVersion } from '../../recording/index.js';
import { isInterval, shareInterval, studentBound } from '../../statistics/index.js';
import { milliseconds } from '../../units/index.js';
import type { CourseFigure, CourseSide, CourseStretch } from './apply-result-schema.js';

/** As many as a picture and a screen have room for. */
const MOST_STRETCHES = 24;
const LEVEL = 0.95;
/** Fewer tell too little of how much durations vary for an interval by Student's t, which takes their mean as normal. */
const FEWEST_WARM = 6;

/**
 * How a canary went: what both versions did in one stretch of time after the other, each a window or, of a long canary,
 * several together. The verdict does not come from these: their intervals are of one stretch each, at 95 %.
 */
export function courseOf(watched: readonly Watched[]): CourseStretch[] {
  const begin = watched[0]?.from ?? 0;
  const each = Math.ceil(watched.length / MOST_STRETCHES);
  const stretches = Array.from({ length: Math.ceil(watched.length / Math.max(1, each)) }, (_, index) =>
    watched.slice(index * each, (index + 1) * each),
  );
  return stretches.flatMap((windows) => {
    const [first, last] = [windows[0], windows.at(-1)];
    if (first === undefined || last === undefined) return [];
    const trouble = windows.findLast((it) => it.trouble !== undefined)?.trouble;
    return [
      {
        fromMs: milliseconds(first.from - begin),
        toMs: milliseconds(last.to - begin),
        windows: windows.length,
        old: sideOf(windows.map((it) => it.old)),
        new: sideOf(windows.map((it) => it.new)),
        ...(trouble === undefined ? {} : { trouble }),
      },
    ];
  });
}

function sideOf(seen: readonly WatchedVersion[]): CourseSide {
  const total = (pick: (it: WatchedVersion) => number): number => seen.reduce((sum, it) => sum + pick(it), 0);
  const [invocations, failures] = [total((it) => it.invocations), total((it) => it.failures)];
  const warm = total((it) => it.warm.n);
  return { invocations, failures, failedRatio: failed(failures, invocations), warm, durationMs: meanOf(seen, warm) };
}

function failed(failures: number, invocations: number): CourseFigure {
  if (invocations === 0) return null;
  const interval = shareInterval(failures, invocations, LEVEL);
  const value = failures / invocations;
  return isInterval(interval)
    ? { value, low: interval.low, high: interval.high }
    : { value, low: null, high: null, note: interval.reason };
}

/** Of all windows of a stretch together: distances within each window, and of the windows from each other. */
function meanOf(seen: readonly WatchedVersion[], n: number): CourseFigure {
  const parts = seen.flatMap(({ warm }) =>
    warm.meanDurationMs === null ? [] : [{ ...warm, mean: warm.meanDurationMs }],
  );
  if (n === 0 || parts.length === 0) return null;
  const value = parts.reduce((sum, it) => sum + it.n * it.mean, 0) / n;
  const none = (note: string): CourseFigure => ({ value, low: null, high: null, note });
  if (n < FEWEST_WARM) return none(`needs n >= ${FEWEST_WARM} for an interval, has ${n}`);
  if (parts.some((it) => it.squaresMs2 === undefined)) return none('the recording is of before spreads were kept');
  const squares = parts.reduce((sum, it) => sum + (it.squaresMs2 ?? 0) + it.n * (it.mean - value) ** 2, 0);
  const half = studentBound(LEVEL, n - 1) * Math.sqrt(squares / (n - 1) / n);
  return { value, low: Math.max(0, value - half), high: value + half };
}
