import type { ApplyHeader, Watched, WatchedVersion } from '../../recording/index.js';
import { isInterval, quotientInterval, shareInterval } from '../../statistics/index.js';
import type { CanaryResult } from './apply-result-schema.js';
import { courseOf } from './canary-course.js';

/** Of all windows together, each of which is a look at the traffic. */
const ERROR_RATIO = 0.05;

type Terms = Pick<ApplyHeader['apply'], 'canary' | 'promises'>;

/**
 * What the traffic of users says of the new version beside the old one, by the windows so far. Both take requests of the same
 * kind at the same time, so the quotient of their mean warm durations in each window is of the memory size alone. A canary is
 * there to be stopped: it is broken as soon as one look says so, and kept when it is over, was seen, and none did.
 */
export function judgeCanary(watched: readonly Watched[], terms: Terms): CanaryResult | null {
  if (watched.length === 0 || terms.canary === undefined) return null;
  const looks = Math.max(1, Math.round(terms.canary.forMs / terms.canary.windowMs));
  const level = 1 - ERROR_RATIO / looks;
  const [older, newer] = [totalOf(watched, 'old'), totalOf(watched, 'new')];
  const duration = durationChange(watched, level);
  const found = {
    windows: watched.length,
    level,
    old: older,
    new: newer,
    durationChange: duration,
    trouble: troubleIn(watched),
    course: courseOf(watched),
  };
  const why = brokenBy(older, newer, duration, level, terms);
  return {
    ...found,
    ...(why === undefined ? { verdict: isUnseen(watched, newer) ? 'unseen' : 'kept' } : { verdict: 'broken', why }),
  };
}

/** Who cannot read the end of a canary, or most of it, has not watched it; a window in between may be missing. */
function isUnseen(watched: readonly Watched[], newer: WatchedVersion): boolean {
  const unread = watched.filter(({ trouble }) => trouble !== undefined).length;
  return newer.invocations === 0 || watched.at(-1)?.trouble !== undefined || 2 * unread > watched.length;
}

function brokenBy(
  older: WatchedVersion,
  newer: WatchedVersion,
  duration: CanaryResult['durationChange'],
  level: number,
  { promises }: Terms,
): CanaryResult['why'] {
  // One is enough: memory that is too small does not come back by waiting.
  if (newer.outOfMemory > 0 && older.outOfMemory === 0) return 'out-of-memory';
  const [failing, usual] = [newer, older].map((it) => shareInterval(it.failures, it.invocations, level));
  const most = usual !== undefined && isInterval(usual) ? usual.high : 0;
  if (newer.failures > 1 && failing !== undefined && isInterval(failing) && failing.low > most) return 'failures';
  const promised = promises.find((it) => it.kind === 'change' && it.of === 'duration');
  const slowest = promised?.kind === 'change' ? promised.mostPercent : undefined;
  if (slowest !== undefined && duration !== null && duration.low !== null && duration.low > slowest) return 'slower';
  return undefined;
}

function totalOf(watched: readonly Watched[], side: 'old' | 'new'): WatchedVersion {
  const all = watched.map((it) => it[side]);
  const total = (pick: (it: WatchedVersion) => number): number => all.reduce((sum, it) => sum + pick(it), 0);
  const n = total(({ warm }) => warm.n);
  const sum = total(({ warm }) => warm.n * (warm.meanDurationMs ?? 0));
  return {
    version: all[0]?.version ?? '',
    invocations: total((it) => it.invocations),
    failures: total((it) => it.failures),
    outOfMemory: total((it) => it.outOfMemory),
    cold: total((it) => it.cold),
    warm: { n, meanDurationMs: n === 0 ? null : ((sum / n) as NonNullable<WatchedVersion['warm']['meanDurationMs']>) },
  };
}

function durationChange(watched: readonly Watched[], level: number): CanaryResult['durationChange'] {
  const [above, below] = [totalOf(watched, 'new').warm.meanDurationMs, totalOf(watched, 'old').warm.meanDurationMs];
  if (above === null || below === null || below === 0) return null;
  const ofWindows = watched.flatMap((it) => {
    const [a, b] = [it.new.warm.meanDurationMs, it.old.warm.meanDurationMs];
    return a === null || b === null || b === 0 ? [] : [a / b];
  });
  const interval = quotientInterval(above / below, ofWindows, { level });
  const percent = (value: number): number => (value - 1) * 100;
  return isInterval(interval)
    ? { percent: percent(above / below), low: percent(interval.low), high: percent(interval.high) }
    : { percent: percent(above / below), low: null, high: null, note: interval.reason };
}

const troubleIn = (watched: readonly Watched[]): string | null =>
  watched.findLast(({ trouble }) => trouble !== undefined)?.trouble ?? null;
