import {
  type ChangePoint,
  changeChance,
  changePoints,
  Noise,
  SearchedSeries,
  type SeriesPoint,
} from '../../statistics/index.js';
import { causeOf, type Known } from './cause.js';
import { coincidencesOf } from './coincidences.js';
import type { Collected } from './collect.js';
import { asPercent } from './estimate.js';
import type { HistoryChange, HistoryEstimate } from './history-schema.js';
import { type Measured, seriesPoints } from './points.js';
import type { Session } from './session.js';

/** The chance that a history in which nothing changed shows any change, over all its series. */
export const FALSE_ALARM_RATIO = 0.05;

/** A series with what its points are worth, and the changes that hold for the whole family of series. */
export interface Followed extends Collected {
  readonly points: readonly SeriesPoint[];
  readonly found: readonly ChangePoint[];
}

/** Holm's steps (1979) over the series: each is searched with the level that is left when its turn comes. */
export function follow(all: readonly Collected[]): readonly Followed[] {
  const series = all.map((it) => ({ ...it, points: seriesPoints(it.metric, it.head) }));
  const noise = new Noise(1);
  const tried = series
    .filter(({ metric }) => metric !== 'packageSize')
    .map((it) => ({ it, searched: new SearchedSeries(it.points, noise) }))
    .map(({ it, searched }) => ({ it, searched, chance: changeChance(searched) }))
    .filter(({ it }) => it.points.length > 0)
    .sort((a, b) => a.chance - b.chance);
  const testable = tried.filter(({ it }) => it.points.length >= FEWEST_SESSIONS);
  const found = new Map<Collected, readonly ChangePoint[]>();
  for (const [rank, { it, searched, chance }] of testable.entries()) {
    const alpha = FALSE_ALARM_RATIO / (testable.length - rank);
    if (chance > alpha) break;
    found.set(it, changePoints(searched, alpha));
  }
  return series.map((it) => ({
    ...it,
    found: it.metric === 'packageSize' ? exactChanges(it.head) : (found.get(it) ?? []),
  }));
}

/** Two on each side of a change. */
export const FEWEST_SESSIONS = 4;

/** A size in bytes is known exactly: every difference is a change. */
const exactChanges = (head: readonly Measured[]): readonly ChangePoint[] =>
  head.flatMap(({ median }, at) => {
    const before = head[at - 1]?.median.value;
    if (before === undefined || before === median.value) return [];
    const step = Math.log(median.value / before);
    return [{ at, earliest: at, latest: at, step, interval: { low: step, high: step, level: 1 }, chance: 0 }];
  });

/** Every change of a series, with its size, its time and who moved. */
export function changesOf(series: Followed, sessions: readonly Session[]): readonly HistoryChange[] {
  const { head, found } = series;
  return found.flatMap((change, index) => {
    const from = found[index - 1]?.at ?? 0;
    const to = found[index + 1]?.at ?? head.length;
    const [before, after] = [head.slice(from, change.at), head.slice(change.at, to)];
    const [last, first] = [before.at(-1), after[0]];
    const [was, is] = [sessions[last?.session ?? -1], sessions[first?.session ?? -1]];
    if (was === undefined || is === undefined) return [];
    const coincidences = coincidencesOf(was, is);
    return [
      {
        at: change.at,
        earliest: change.earliest,
        latest: change.latest,
        after: startOf(sessions, head[change.earliest - 1]),
        before: startOf(sessions, head[change.latest]),
        ...(series.metric === 'packageSize' ? exactSize(last, first) : sizeOf(change, before)),
        sessions: { before: before.length, after: after.length },
        n: { before: countOf(before), after: countOf(after) },
        chance: series.metric === 'packageSize' ? null : change.chance,
        ...(series.metric === 'packageSize' ? PACKAGE : causeOf(around(series, from, change.at, to), coincidences)),
        coincidences,
      },
    ];
  });
}

const PACKAGE = {
  cause: 'code',
  reason: 'a package has the size that you give it',
  platformPercent: null,
  codePercent: null,
} as const;

const startOf = (sessions: readonly Session[], point: Measured | undefined): string =>
  sessions[point?.session ?? -1]?.facts.startedAt ?? '';

const countOf = (points: readonly Measured[]): number => points.reduce((sum, { n }) => sum + n, 0);

function exactSize(
  last: Measured | undefined,
  first: Measured | undefined,
): Pick<HistoryChange, 'shift' | 'shiftPercent'> {
  const [was, is] = [last?.median.value ?? 0, first?.median.value ?? 0];
  const exact = (value: number): HistoryEstimate => ({ value, low: value, high: value });
  return { shift: exact(is - was), shiftPercent: exact(100 * (is / was - 1)) };
}

function sizeOf(
  { step, interval }: ChangePoint,
  before: readonly Measured[],
): Pick<HistoryChange, 'shift' | 'shiftPercent'> {
  const logs = before.map(({ median }) => Math.log(median.value));
  const level = Math.exp(logs.reduce((sum, it) => sum + it, 0) / Math.max(1, logs.length));
  const shiftPercent = asPercent({ value: step, low: interval.low, high: interval.high });
  const inUnit = (percent: number | null): number | null => (percent === null ? null : (level * percent) / 100);
  const shift: HistoryEstimate = {
    value: (level * shiftPercent.value) / 100,
    low: inUnit(shiftPercent.low),
    high: inUnit(shiftPercent.high),
  };
  return { shift, shiftPercent };
}

/** Both sides of a change, each as far as the next change. */
function around(series: Followed, from: number, at: number, to: number): Parameters<typeof causeOf>[0] {
  const head = knownOf(series.head, series.points);
  const base = knownOf(series.base, seriesPoints(series.metric, series.base));
  const [firstBefore, firstAfter] = [series.head[from]?.session ?? 0, series.head[at]?.session ?? 0];
  const end = series.head[to]?.session ?? Number.POSITIVE_INFINITY;
  const within = (low: number, high: number): readonly Known[] =>
    base.filter(({ point }) => point.session >= low && point.session < high);
  return {
    headBefore: head.slice(from, at),
    headAfter: head.slice(at, to),
    baseBefore: within(firstBefore, firstAfter),
    baseAfter: within(firstAfter, end),
  };
}

const knownOf = (points: readonly Measured[], worth: readonly SeriesPoint[]): readonly Known[] =>
  points.flatMap((point, i) => {
    const own = worth[i];
    return own === undefined ? [] : [{ point, worth: own }];
  });
