import {
  formatMetric,
  type HistoryCause,
  type HistoryChange,
  type HistoryEvent,
  type HistoryResult,
  type HistorySeries,
} from '../../../analysis/index.js';
import { levelText, percentText, seriesName } from './series.js';
import { momentText } from './span.js';

const CAUSES: Readonly<Record<HistoryCause, string>> = {
  code: 'your code moved',
  platform: 'the platform moved',
  both: 'your code and the platform moved',
  unknown: 'your code or the platform moved',
};

export const causeText = (cause: HistoryCause): string => CAUSES[cause];

/** One change with the series that it is of. */
export interface EventChange {
  readonly series: HistorySeries;
  readonly change: HistoryChange;
}

export const changesIn = ({ series }: HistoryResult, event: HistoryEvent): readonly EventChange[] =>
  event.changes.flatMap((it) => {
    const own = series[it.series];
    const change = own?.changes[it.change];
    return own === undefined || change === undefined ? [] : [{ series: own, change }];
  });

/** `between 2026-09-07 and 2026-09-08`: by what all of its changes leave possible. */
export function whenText(result: HistoryResult, event: HistoryEvent): string {
  const changes = changesIn(result, event).map(({ change }) => change);
  const after = changes.map((it) => it.after).sort();
  const before = changes.map((it) => it.before).sort();
  return `between ${momentText(result, after.at(-1) ?? '')} and ${momentText(result, before[0] ?? '')}`;
}

/** Which code came with it, where that is known: `a1b2c3d to e4f5a6b`. */
export function codeText(result: HistoryResult, event: HistoryEvent): string | undefined {
  const changed = changesIn(result, event).flatMap(({ change }) =>
    change.coincidences.filter(({ what }) => what === 'the code'),
  );
  const [first] = changed;
  return first === undefined ? undefined : `${first.before} to ${first.after}`;
}

/** `+12.8 % (+9.9 to +15.2 %), 114 ms to 129 ms`. */
export function sizeText({ series, change }: EventChange): string {
  const index = series.levels.findIndex(({ from }) => from === change.at);
  const [before, after] = [series.levels[index - 1], series.levels[index]];
  const levels =
    before === undefined || after === undefined
      ? formatMetric(series.unit, change.shift.value)
      : `${levelText(series, before)} to ${levelText(series, after)}`;
  return `${percentText(change.shiftPercent)}, ${levels}`;
}

/** `n 80 and 60 in 8 and 6 sessions`. */
export const evidenceText = ({ change: { n, sessions } }: EventChange): string =>
  `n ${n.before.toLocaleString('en-US')} and ${n.after.toLocaleString('en-US')} in ${sessions.before} and ${sessions.after} sessions`;

/** A reason once, for all changes that have it. */
export interface EventReason {
  readonly cause: HistoryCause;
  readonly reason: string;
  readonly names: readonly string[];
  /** How much of the first of them the code that was measured before and after moved, and yours beyond it. */
  readonly shares: string | undefined;
}

export function reasonsOf(result: HistoryResult, event: HistoryEvent): readonly EventReason[] {
  const found = new Map<string, EventReason>();
  // Of a package it is plain what changed it.
  const told = changesIn(result, event).filter(({ series }) => series.metric !== 'packageSize');
  for (const { series, change } of told.length > 0 ? told : changesIn(result, event)) {
    const { cause, reason } = change;
    const own = found.get(`${cause} ${reason}`);
    const names = [...(own?.names ?? []), seriesName(result, series)];
    found.set(`${cause} ${reason}`, { cause, reason, names, shares: own?.shares ?? sharesText(change) });
  }
  return [...found.values()];
}

function sharesText({ platformPercent, codePercent }: HistoryChange): string | undefined {
  if (platformPercent === null || codePercent === null) return undefined;
  if (codePercent.low === 0 && codePercent.high === 0) return undefined;
  return `that code ${percentText(platformPercent)}, yours beyond it ${percentText(codePercent)}`;
}

const TIMES = ['never', 'once', 'twice'];

/** What the whole history comes to, in one sentence. */
export function historyVerdict({ events, series, falseAlarmRatio }: HistoryResult): string {
  const chance = `${Math.round(falseAlarmRatio * 100)} %`;
  const searched = series.filter(({ note, metric }) => note === undefined && metric !== 'packageSize').length;
  if (events.length === 0 && searched === 0) return 'too few sessions to say whether anything changed';
  if (events.length === 0)
    return `no change of level in ${searched} series (where nothing changes one is shown with a chance of ${chance})`;
  const counts = (['code', 'platform', 'both', 'unknown'] as const)
    .map((cause) => ({ cause, count: events.filter((it) => it.cause === cause).length }))
    .filter(({ count }) => count > 0)
    .map(({ cause, count }) => `${causeText(cause)} ${TIMES[count] ?? `${count} times`}`);
  return counts.join(', ');
}
