import type { HistoryCause, HistoryChange, HistoryEvent, HistorySeries } from './history-schema.js';

interface Placed {
  readonly series: number;
  readonly change: number;
  readonly it: HistoryChange;
  /** Sessions: the most likely first one after it, and those between which that lies. */
  readonly session: number;
  readonly earliest: number;
  readonly latest: number;
}

interface Moment {
  earliest: number;
  latest: number;
  readonly changes: Placed[];
}

/**
 * Changes of one setting that may have come at one moment are one event, as a slower INIT makes a cold start slower and
 * dearer too: those whose times have a session in common with all others of it.
 */
export function eventsOf(series: readonly HistorySeries[]): HistoryEvent[] {
  const settings = [...new Set(series.map(({ setting }) => setting))];
  return settings
    .flatMap((setting) => momentsOf(placedIn(series, setting)).map((it) => eventOf(setting, it)))
    .sort((a, b) => a.session - b.session || a.setting - b.setting);
}

const placedIn = (series: readonly HistorySeries[], setting: number): readonly Placed[] =>
  series.flatMap((one, index) =>
    one.setting !== setting
      ? []
      : one.changes.flatMap((it, change) => {
          const sessionAt = (at: number): number => one.head[at]?.session ?? 0;
          const [earliest, latest] = [sessionAt(it.earliest), sessionAt(it.latest)];
          return isSmall(one, it) ? [] : [{ series: index, change, it, session: sessionAt(it.at), earliest, latest }];
        }),
  );

/** Every commit makes some bytes more or less: that is in the series, and no event by itself. */
const isSmall = ({ metric }: HistorySeries, { shiftPercent }: HistoryChange): boolean =>
  metric === 'packageSize' && Math.abs(shiftPercent.value) < SMALL_PERCENT;

const SMALL_PERCENT = 1;

/** The surest of its time come first, and the others join them where they can. */
function momentsOf(changes: readonly Placed[]): readonly Moment[] {
  const moments: Moment[] = [];
  const width = ({ earliest, latest }: Placed): number => latest - earliest;
  for (const one of [...changes].sort((a, b) => width(a) - width(b) || a.session - b.session)) {
    const own = moments.find((it) => one.earliest <= it.latest && it.earliest <= one.latest);
    if (own === undefined) moments.push({ earliest: one.earliest, latest: one.latest, changes: [one] });
    else {
      own.earliest = Math.max(own.earliest, one.earliest);
      own.latest = Math.min(own.latest, one.latest);
      own.changes.push(one);
    }
  }
  return moments;
}

function eventOf(setting: number, { changes, earliest, latest }: Moment): HistoryEvent {
  const size = ({ it }: Placed): number => Math.abs(it.shiftPercent.value);
  const sorted = [...changes].sort((a, b) => size(b) - size(a));
  const likely = changes.find(({ session }) => session >= earliest && session <= latest) ?? changes[0];
  return {
    setting,
    session: likely?.session ?? latest,
    earliest,
    latest,
    cause: together(changes.map(({ it }) => it.cause)),
    changes: sorted.map(({ series, change }) => ({ series, change })),
  };
}

/** What those that are told agree on. */
function together(causes: readonly HistoryCause[]): HistoryCause {
  const told = new Set(causes.filter((it) => it !== 'unknown'));
  const [first, second] = [...told];
  return first === undefined ? 'unknown' : second === undefined ? first : 'both';
}
