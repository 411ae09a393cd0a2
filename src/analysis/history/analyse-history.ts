import { bookFor, type PriceBook, PriceBookError } from '../../pricing/index.js';
import { type CheckMetric, type Megabytes, ratio } from '../../units/index.js';
import type { CheckPrices } from '../check/check-prices.js';
import { METRIC_UNITS } from '../check/metric-words.js';
import { changesOf, FALSE_ALARM_RATIO, FEWEST_SESSIONS, type Followed, follow } from './changes.js';
import { type Collected, collect } from './collect.js';
import { eventsOf } from './events.js';
import {
  HISTORY_RESULT_SCHEMA_VERSION,
  type HistoryPoint,
  type HistoryResult,
  type HistorySeries,
  type HistorySetting,
} from './history-schema.js';
import { historyWarnings } from './history-warnings.js';
import { driftOf, lastApart, levelsBetween, overall, shownLevel } from './levels.js';
import type { Measured } from './points.js';
import { type HistoryRecording, type Session, sessionOf } from './session.js';
import { keyOf } from './setting.js';

export interface HistoryOptions extends CheckPrices {
  /** These alone; all without it. Fewer series leave each of them more of the level. */
  readonly metrics?: readonly CheckMetric[];
  readonly memorySizesMB?: readonly Megabytes[];
  /** Recordings that cannot be in it, and why. */
  readonly leftOut?: HistoryResult['leftOut'];
}

/**
 * What many recordings say of the course of each metric: a pure function of them, in whatever order they come. One that is
 * given twice counts once. Every cost is by one price book and one cold share, so that neither is taken for a change.
 */
export function analyseHistory(recordings: readonly HistoryRecording[], options: HistoryOptions = {}): HistoryResult {
  const { sessions, twice } = inOrder(recordings.map(sessionOf));
  const last = sessions.at(-1);
  const book = last === undefined ? undefined : bookOf(last, options);
  const coldShareRatio = last?.coldShareRatio ?? ratio(0);
  const followed = follow(collect(sessions, { book, coldShareRatio }).filter((it) => isWanted(it, options)));
  const settings = settingsOf(followed);
  const tested = followed.filter(({ head }) => head.length >= FEWEST_SESSIONS).length;
  const series = followed.map((it) => seriesOf(it, sessions, settings, Math.max(1, tested)));
  const leftOut = [...(options.leftOut ?? []), ...twice];
  return {
    schemaVersion: HISTORY_RESULT_SCHEMA_VERSION,
    kind: 'history',
    falseAlarmRatio: FALSE_ALARM_RATIO,
    sessions: sessions.map(({ facts }) => facts),
    settings,
    coldShareRatio,
    priceBook: book === undefined ? null : { id: book.id, effectiveFrom: book.effectiveFrom },
    series,
    events: eventsOf(series),
    leftOut,
    warnings: historyWarnings({
      ...{ sessions, settings, series, leftOut },
      isPriced: book !== undefined || sessions.length === 0,
    }),
  };
}

const isWanted = ({ metric, memorySizeMB }: Collected, { metrics, memorySizesMB }: HistoryOptions): boolean =>
  (metrics === undefined || metrics.includes(metric)) &&
  (memorySizesMB === undefined || memorySizeMB === null || memorySizesMB.includes(memorySizeMB));

function inOrder(all: readonly Session[]): { sessions: readonly Session[]; twice: HistoryResult['leftOut'] } {
  const known = new Map<string, Session>();
  const twice: HistoryResult['leftOut'] = [];
  for (const session of all) {
    const key = `${session.facts.kind} ${session.facts.startedAt} ${session.seed} ${session.facts.name} ${session.head.starts.length}`;
    const first = known.get(key);
    if (first === undefined) known.set(key, session);
    else twice.push({ path: session.facts.path, reason: `is ${first.facts.path} again` });
  }
  const sessions = [...known.values()].sort((a, b) => {
    const [one, other] = [Date.parse(a.facts.startedAt), Date.parse(b.facts.startedAt)];
    return one - other || (a.facts.path < b.facts.path ? -1 : 1);
  });
  return { sessions, twice };
}

function bookOf({ target, facts }: Session, { books, asOf }: CheckPrices): PriceBook | undefined {
  try {
    return bookFor(target.region, asOf ?? facts.startedAt.slice(0, 10), books);
  } catch (error) {
    if (error instanceof PriceBookError) return undefined;
    throw error;
  }
}

function settingsOf(series: readonly Collected[]): HistorySetting[] {
  const known = new Map(series.map(({ setting }) => [keyOf(setting), setting]));
  return [...known.values()];
}

function seriesOf(
  it: Followed,
  sessions: readonly Session[],
  settings: readonly HistorySetting[],
  tested: number,
): HistorySeries {
  const { metric, memorySizeMB, payloads, head, base, points, found } = it;
  const levels = levelsBetween(
    points,
    found.map(({ at }) => at),
  );
  const isExact = metric === 'packageSize';
  const from = levels.at(-1)?.from ?? 0;
  const needed = `a change of level needs ${FEWEST_SESSIONS} sessions, and there ${head.length === 1 ? 'is' : 'are'} ${head.length}`;
  return {
    metric,
    unit: METRIC_UNITS[metric],
    setting: settings.findIndex((one) => keyOf(one) === keyOf(it.setting)),
    memorySizeMB,
    payloads,
    head: head.map(shown),
    base: base.map(shown),
    levels: levels.map((level) => shownLevel(level, head, isExact)),
    changes: [...changesOf(it, sessions)],
    overallPercent: overall(levels, isExact),
    driftPercent: isExact || levels.length > 1 ? null : driftOf(points, head),
    lastPercent: isExact ? null : lastApart(points, from, tested),
    ...(isExact || head.length >= FEWEST_SESSIONS ? {} : { note: needed }),
  };
}

const shown = ({ session, side, code, n, median, disturbed }: Measured): HistoryPoint => ({
  ...{ session, side, code, n, median, disturbed },
});
