import {
  formatMetric,
  type HistoryCause,
  type HistoryChange,
  type HistoryEstimate,
  type HistoryEvent,
  type HistoryResult,
  type HistorySeries,
} from '../../../analysis/index.js';
import { exactPercent, levelText, percentText, seriesName } from './series.js';
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
  const percent = series.metric === 'packageSize' ? exactPercent : percentText;
  return `${percent(change.shiftPercent)}, ${levels}`;
}

/** `n 80 and 60 in 8 and 6 sessions`. */
export const evidenceText = ({ change: { n, sessions } }: EventChange): string =>
  `n ${n.before.toLocaleString('en-US')} and ${n.after.toLocaleString('en-US')} in ${sessions.before} and ${sessions.after} sessions`;

interface Reason {
  readonly reason: string;
  readonly names: string[];
  readonly first: HistoryChange;
}

/** Why it is known who moved: each reason once, with the names of what has it where others have another. */
export function reasonsOf(result: HistoryResult, event: HistoryEvent): readonly string[] {
  const found = new Map<string, Reason>();
  const changes = changesIn(result, event);
  // Of a package it is plain what changed it.
  const told = changes.filter(({ series }) => series.metric !== 'packageSize');
  for (const { series, change } of told.length > 0 ? told : changes) {
    const key = `${change.cause} ${change.reason}`;
    const own = found.get(key) ?? { reason: change.reason, names: [], first: change };
    found.set(key, own);
    own.names.push(seriesName(result, series));
  }
  return [...found.values()].map((it) => reasonText(it, found.size > 1));
}

const MOST_NAMES = 3;

function reasonText({ reason, names, first }: Reason, areSeveral: boolean): string {
  const shown = names.slice(0, MOST_NAMES).join(', ');
  const of = areSeveral ? `${shown}${names.length > MOST_NAMES ? ' and others' : ''}: ` : '';
  const shares = sharesText(first);
  if (shares === undefined) return `${of}${reason}`;
  return `${of}${reason} (${names.length > 1 ? `${names[0]}: ` : ''}${shares})`;
}

/** How much the code that was measured before and after moved, and yours beyond it. */
function sharesText({ platformPercent, codePercent }: HistoryChange): string | undefined {
  if (platformPercent === null || codePercent === null) return undefined;
  if (codePercent.low === 0 && codePercent.high === 0) return undefined;
  const [that, yours] = [platformPercent, codePercent].map(bracketless);
  return `that code ${that}, yours beyond it ${yours}`;
}

/** Within brackets already: `+3.1 % [-2 to +8.5 %]`. */
const bracketless = (it: HistoryEstimate): string => percentText(it).replace('(', '[').replace(')', ']');

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
