import type { LoadFigures } from './load-result.js';
import type { Rows } from './rows.js';
import type { Selection } from './selection.js';

/**
 * How long an execution environment is taken to live on after its last invocation: of environments idle for six minutes
 * none was left (UBC, EuroSys'26: measured in 2025).
 */
const IDLE_MS = 360_000;

type Environments = LoadFigures['environments'];

/** When an environment answered first, and when it is gone. */
export interface EnvironmentSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Told apart by log stream where every report has one; otherwise each cold start began one. Where none was seen, all were there
 * before the load (a function that is measured as it is, Managed Instances), and how many is not known.
 */
export function environmentSpans({ rows, numbers }: Selection): {
  spans: EnvironmentSpan[];
  source: Environments['source'];
} {
  const reported = numbers.filter(rows.hasReport);
  if (reported.length === 0) return { spans: [], source: 'unknown' };
  const known = reported.every((row) => rows.stream.at(row) > 0);
  if (known) return { spans: byStream(rows, reported), source: 'log-streams' };
  if (!reported.some(rows.isCold)) return { spans: [], source: 'unknown' };
  return { spans: byColdStart(rows, reported), source: 'cold-starts' };
}

/** The environments of an arm, whatever phase they were begun in. */
export type KnownEnvironments = ReturnType<typeof environmentSpans>;

/** The most at once in the selection's time. By cold starts it is a lower bound where reports are missing. */
export function environmentsOf({ rows, numbers, spans }: Selection, known: KnownEnvironments): Environments {
  const { source } = known;
  if (source === 'unknown' || numbers.length === 0) return { peak: null, source };
  const fromMs = spans[0]?.startMs ?? 0;
  const toMs = numbers.reduce((last, row) => Math.max(last, answeredAt(rows, row) || 0), spans.at(-1)?.endMs ?? 0);
  const inTime = known.spans.filter((it) => it.fromMs <= toMs && it.toMs > fromMs);
  return { peak: levels(inTime).reduce((most, { level }) => Math.max(most, level), 0), source };
}

/** How many there are from each moment on, at which that changes. */
export function levels(spans: readonly EnvironmentSpan[]): { readonly ms: number; readonly level: number }[] {
  const changes = [
    ...spans.map(({ fromMs }) => ({ ms: fromMs, by: 1 })),
    ...spans.map(({ toMs }) => ({ ms: toMs, by: -1 })),
  ].sort((a, b) => a.ms - b.ms || a.by - b.by);
  let level = 0;
  return changes.map(({ ms, by }) => {
    level += by;
    return { ms, level };
  });
}

const answeredAt = (rows: Rows, row: number): number => {
  const ended = rows.endedAt(row);
  return Number.isNaN(ended) ? rows.due.at(row) + rows.duration.at(row) : ended;
};

function byStream(rows: Rows, reported: Uint32Array): EnvironmentSpan[] {
  const found = new Map<number, { fromMs: number; toMs: number }>();
  for (const row of reported) {
    const at = answeredAt(rows, row);
    const stream = rows.stream.at(row);
    const known = found.get(stream) ?? { fromMs: at, toMs: at + IDLE_MS };
    known.fromMs = Math.min(known.fromMs, at);
    known.toMs = Math.max(known.toMs, at + IDLE_MS);
    found.set(stream, known);
  }
  return [...found.values()];
}

/** Which environment a warm start was in is not known: all live until nothing has been answered for long. */
function byColdStart(rows: Rows, reported: Uint32Array): EnvironmentSpan[] {
  const moments = Float64Array.from(reported, (row) => answeredAt(rows, row));
  const ends = endsOf(moments);
  return Array.from(reported.filter(rows.isCold), (row) => {
    const fromMs = answeredAt(rows, row);
    return { fromMs, toMs: ends.find((end) => end > fromMs) ?? fromMs + IDLE_MS };
  });
}

/** When all environments are gone: after each idle stretch, and in the end. */
function endsOf(moments: Float64Array): number[] {
  const first = moments.reduce((low, it) => Math.min(low, it), Number.POSITIVE_INFINITY);
  const last = moments.reduce((high, it) => Math.max(high, it), Number.NEGATIVE_INFINITY);
  if (last - first <= IDLE_MS) return [last + IDLE_MS];
  const sorted = moments.toSorted();
  const isLast = (index: number): boolean =>
    (sorted[index + 1] ?? Number.POSITIVE_INFINITY) - (sorted[index] ?? 0) > IDLE_MS;
  return Array.from(
    sorted.filter((_, index) => isLast(index)),
    (at) => at + IDLE_MS,
  );
}
