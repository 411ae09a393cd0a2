import type { PriceBook } from '../../pricing/index.js';
import { CHECK_METRICS, type CheckMetric, type Megabytes, type Ratio } from '../../units/index.js';
import type { ColdStart } from '../check/cold-starts.js';
import { valuesOf } from '../check/metric-value.js';
import type { HistorySetting } from './history-schema.js';
import { type Measured, measuredOf } from './points.js';
import type { Session, SessionSide } from './session.js';
import { keyOf, settingOf } from './setting.js';

/** One metric of one function in one setting at one memory size, over all sessions. */
export interface Collected {
  readonly metric: CheckMetric;
  readonly setting: HistorySetting;
  readonly memorySizeMB: Megabytes | null;
  readonly payloads: string | null;
  readonly head: Measured[];
  readonly base: Measured[];
}

export interface CollectTerms {
  readonly book: PriceBook | undefined;
  readonly coldShareRatio: Ratio;
}

type Place = Pick<Collected, 'metric' | 'setting' | 'memorySizeMB' | 'payloads'>;

interface Placed {
  readonly place: Place;
  readonly point: Measured;
}

/** Series by what may be compared: nothing of one is in another. @param sessions in the order of time */
export function collect(sessions: readonly Session[], terms: CollectTerms): readonly Collected[] {
  const found = new Map<string, Collected>();
  for (const [index, session] of sessions.entries()) {
    for (const side of ['head', 'base'] as const) {
      const measured = session[side];
      if (measured === undefined) continue;
      for (const { place, point } of pointsOf(session, index, side, measured, terms)) {
        const key = `${keyOf(place.setting)} ${place.memorySizeMB} ${place.payloads} ${place.metric}`;
        const own = found.get(key) ?? { ...place, head: [], base: [] };
        found.set(key, own);
        own[side].push(point);
      }
    }
  }
  // Without anything to follow there is no series.
  return [...found.values()].filter(({ head }) => head.length > 0).sort(inOrder);
}

function pointsOf(
  session: Session,
  index: number,
  side: 'head' | 'base',
  measured: SessionSide,
  terms: CollectTerms,
): readonly Placed[] {
  const known = { session: index, side, code: measured.code.id, at: Date.parse(session.facts.startedAt) };
  return groupsOf(measured.starts).flatMap((starts, group) => {
    const [first] = starts;
    if (first === undefined) return [];
    const setting = settingOf(session, first.architecture);
    return CHECK_METRICS.flatMap((metric): readonly Placed[] => {
      const place: Place = { metric, setting, memorySizeMB: first.memorySizeMB, payloads: payloadsOf(metric, session) };
      if (metric === 'packageSize') {
        const bytes = measured.function.codeSizeBytes;
        const exact = group > 0 || bytes === undefined ? undefined : measuredOf({ ...known, disturbed: 0 }, [bytes]);
        return exact === undefined ? [] : [{ place: { ...place, memorySizeMB: null }, point: exact }];
      }
      const values = valued(metric, starts, measured, terms);
      const disturbed = starts.filter((it) => it.isDisturbed || it.isWarmDisturbed).length;
      const point = measuredOf({ ...known, disturbed }, values);
      return point === undefined ? [] : [{ place, point }];
    });
  });
}

function valued(
  metric: Exclude<CheckMetric, 'packageSize'>,
  starts: readonly ColdStart[],
  { function: fn }: SessionSide,
  { book, coldShareRatio }: CollectTerms,
): readonly number[] {
  const pick = valuesOf(metric, {
    header: { check: { coldShareRatio }, base: { function: fn }, head: { function: fn } },
    book,
  });
  return starts.flatMap((start) => pick(start) ?? []);
}

/** What was sent changes everything but INIT. */
const payloadsOf = (metric: CheckMetric, { payloads }: Session): string | null =>
  metric === 'initDuration' || metric === 'packageSize' ? null : payloads;

function groupsOf(starts: readonly ColdStart[]): readonly (readonly ColdStart[])[] {
  const groups = new Map<string, ColdStart[]>();
  for (const start of starts) {
    const key = `${start.architecture} ${start.memorySizeMB}`;
    const own = groups.get(key);
    if (own === undefined) groups.set(key, [start]);
    else own.push(start);
  }
  return [...groups.values()];
}

function inOrder(a: Collected, b: Collected): number {
  const [one, other] = [keyOf(a.setting), keyOf(b.setting)];
  if (one !== other) return one < other ? -1 : 1;
  const sizes = (a.memorySizeMB ?? Number.POSITIVE_INFINITY) - (b.memorySizeMB ?? Number.POSITIVE_INFINITY);
  if (sizes !== 0 && !Number.isNaN(sizes)) return sizes;
  const metrics = CHECK_METRICS.indexOf(a.metric) - CHECK_METRICS.indexOf(b.metric);
  return metrics !== 0 ? metrics : (a.payloads ?? '') < (b.payloads ?? '') ? -1 : 1;
}
