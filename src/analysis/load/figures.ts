import type { Beat, LoadHeader } from '../../recording/index.js';
import { isInterval, shareInterval } from '../../statistics/index.js';
import { megabytes, ratio } from '../../units/index.js';
import { countedErrors } from '../allowed-errors.js';
import { type CostTerms, costOfLoad } from './cost.js';
import { type Timed, timed } from './distribution.js';
import { environmentSpans, environmentsOf, type KnownEnvironments } from './environments.js';
import { type GeneratorEvidence, generatorLimit, generatorLimitOfTail } from './generator.js';
import type { Distribution, LoadFigures, Percentile, RequestCounts, ShareFigure } from './load-result.js';
import { openFigures } from './open-requests.js';
import { NAMED } from './outcome.js';
import type { Rows } from './rows.js';
import type { Selection } from './selection.js';

export interface FigureTerms {
  readonly header: LoadHeader;
  readonly cost: CostTerms | null;
  readonly beats: readonly Beat[];
  /** Of the whole arm; without it those of the selection itself, as for a function of a mix. */
  readonly environments?: KnownEnvironments;
}

/** All figures of some rows of an arm, and what of them the comparison of arms needs besides. */
export interface Figured {
  readonly figures: LoadFigures;
  readonly latency: Timed;
  /** Why there is no claim about latency: it is the generator's. */
  readonly limit: string | undefined;
  /** Not sent because nothing was answered any more, or too slowly. */
  readonly droppedAsTooManyOpen: number;
}

export function figuresOf(selection: Selection, terms: FigureTerms): Figured {
  const { rows } = selection;
  const seconds = secondsOf(selection);
  const counts = countsOf(selection);
  const latency = latencyOf(selection);
  const droppedAsTooManyOpen = countOf(selection, rows.isTooManyOpen);
  const evidence = evidenceOf(selection, latency, { due: counts.due, droppedAsTooManyOpen }, terms);
  const { limit, distribution, withheld } = claimOf(selection, evidence);
  return {
    latency,
    limit,
    droppedAsTooManyOpen,
    figures: {
      seconds,
      intendedPerSecond: seconds === 0 ? 0 : counts.due / seconds,
      achievedPerSecond: achievedPerSecond(selection, latency, seconds),
      counts,
      failures: failuresOf(selection),
      ...allowedPart(selection),
      latencyMs: distribution,
      ...(withheld === undefined ? {} : { latencyWithheld: withheld }),
      outsideMs: limit === undefined ? timed(selection, outsideOf(rows)).distribution() : null,
      latenessMs: timed(selection, (row) => rows.lateness.at(row)).distribution(),
      throttles: shareOf(
        countOf(selection, (row) => rows.is(row, 'throttled')),
        counts.sent,
      ),
      errors: shareOf(counts.failed, counts.sent),
      ...reported(selection, terms),
      disturbed: countOf(selection, rows.isDisturbed),
      ...openFigures(selection, seconds),
      environments: environmentsOf(selection, terms.environments ?? environmentSpans(selection)),
      cost: terms.cost === null ? null : costOfLoad(selection, seconds, terms.cost),
    },
  };
}

const countOf = ({ numbers }: Selection, wanted: (row: number) => boolean): number =>
  numbers.reduce((sum, row) => sum + (wanted(row) ? 1 : 0), 0);

type Reported = Pick<LoadFigures, 'durationMs' | 'coldStarts' | 'initDurationMs' | 'maxMemoryUsedMB' | 'reports'>;

/** What reports tell: of failed invocations too, but for their Duration, which is no answer to how long one takes. */
function reported(selection: Selection, { header }: FigureTerms): Reported {
  const { rows } = selection;
  const found = countOf(selection, rows.hasReport);
  const isTold = (row: number): boolean => rows.isTimed(row) || rows.is(row, 'report-alone');
  const duration = timed(selection, (row) => (isTold(row) ? rows.duration.at(row) : Number.NaN), rows.isInVain);
  return {
    durationMs: duration.distribution(),
    coldStarts: found === 0 ? null : shareOf(countOf(selection, rows.isCold), countOf(selection, rows.isStartKnown)),
    initDurationMs: timed(selection, (row) => rows.init.at(row)).distribution(),
    maxMemoryUsedMB: maxMemoryUsed(selection),
    reports: { expected: Math.max(found, expectedReports(selection, header)), found },
  };
}

/** From when a request was due; of a closed loop, where nothing is due, from when it was sent. */
export const latencyOf = (selection: Selection): Timed => {
  const { rows } = selection;
  return timed(selection, (row) => (rows.isTimed(row) ? rows.latency.at(row) : Number.NaN), rows.isInVain);
};

export const CLOSED_LOOP = 'closed loop: nothing is due that waits for an answer, so there is no latency under a rate';

function evidenceOf(
  selection: Selection,
  latency: Timed,
  counts: Pick<GeneratorEvidence, 'due' | 'droppedAsTooManyOpen'>,
  { beats }: FigureTerms,
): GeneratorEvidence {
  const { rows, spans } = selection;
  const stay = (row: number): number => rows.latency.at(row) - rows.lateness.at(row);
  return {
    ...counts,
    latency,
    stay: timed(selection, (row) => (rows.isTimed(row) ? stay(row) : Number.NaN), rows.isInVain),
    beats: beats.filter(({ atMs }) => spans.some((it) => atMs > it.startMs && atMs <= it.endMs + 1000)),
  };
}

function claimOf({ spans }: Selection, evidence: GeneratorEvidence) {
  const limit = generatorLimit(evidence);
  if (limit !== undefined)
    return { limit, distribution: null, withheld: `the load generator was the bottleneck: ${limit}` };
  const closed = spans.filter(({ phase }) => phase.kind === 'closed');
  if (closed.length > 0 && spans.length > 1) return { limit, distribution: null, withheld: CLOSED_LOOP };
  return {
    limit,
    distribution: withoutTail(evidence.latency.distribution(), generatorLimitOfTail(evidence)),
    withheld: undefined,
  };
}

function withoutTail(
  distribution: Distribution | null,
  limits: { readonly p99?: string; readonly p999?: string },
): Distribution | null {
  if (distribution === null) return null;
  const withheld = (limit: string): Percentile => ({
    ...{ value: null, low: null, high: null, atLeast: false },
    note: `it is the load generator's: ${limit}`,
  });
  const { p99, p999 } = limits;
  return {
    ...distribution,
    ...(p99 === undefined ? {} : { p99: withheld(p99) }),
    ...(p999 === undefined ? {} : { p999: withheld(p999) }),
  };
}

/** Two clocks, of which one is printed with two decimals. */
const CLOCKS_MS = 1;

/**
 * Only of what was answered: the part of the latency that the function itself did not need. Where the answer was there
 * before Duration was over, as extensions worked on after it, that part is not known.
 */
const outsideOf =
  (rows: Rows) =>
  (row: number): number => {
    if (!rows.is(row, 'answered')) return Number.NaN;
    const init = rows.init.at(row);
    const inside = rows.duration.at(row) + (Number.isNaN(init) ? 0 : init);
    const outside = rows.latency.at(row) - rows.lateness.at(row) - inside;
    return outside < -CLOCKS_MS ? Number.NaN : Math.max(0, outside);
  };

/** That the selection's phases lasted; a burst alone takes until its last answer. */
function secondsOf({ rows, numbers, spans }: Selection): number {
  const planned = spans.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  if (planned > 0) return planned / 1000;
  const start = spans[0]?.startMs ?? 0;
  const end = numbers.reduce((last, row) => Math.max(last, rows.is(row, 'answered') ? rows.endedAt(row) : 0), start);
  return (end - start) / 1000;
}

/** Every request that was due once; reports without a request are none. */
export function countsOf({ rows, numbers }: Selection): RequestCounts {
  const counts = { due: 0, sent: 0, answered: 0, failed: 0, open: 0, dropped: 0, retried: 0 };
  for (const row of numbers) {
    const kind = rows.kind(row);
    if (kind === 'report-alone') continue;
    counts.due += 1;
    if (kind === 'dropped') counts.dropped += 1;
    else {
      counts.sent += 1;
      counts[kind === 'answered' || kind === 'open' ? kind : 'failed'] += 1;
      if (rows.isRetried(row)) counts.retried += 1;
    }
  }
  return counts;
}

/** Part of the time whose latency is taken for that before anything could pile up. */
const BEGINNING = 0.1;

/**
 * Answers a second. A function that keeps up achieves what arrives, however slow it is; one that does not achieves what it
 * can do, although all may be answered in the end. So answers are counted until a typical answer to the last request would
 * be there, over the time since a typical answer to the first one was: where latency does not grow that is the time itself.
 */
function achievedPerSecond(selection: Selection, latency: Timed, seconds: number): number {
  if (seconds === 0) return 0;
  const { rows, numbers, spans } = selection;
  const [first, last] = [spans[0], spans.at(-1)];
  const answered = numbers.filter((row) => rows.is(row, 'answered'));
  if (first === undefined || last === undefined || first.startMs === last.endMs) return answered.length / seconds;
  const typicalMs = latency.survival.quantile(0.5)?.value ?? 0;
  const early = first.startMs + BEGINNING * (last.endMs - first.startMs);
  const atFirst = timed(selection, (row) =>
    rows.isTimed(row) && rows.due.at(row) <= early ? rows.latency.at(row) : Number.NaN,
  );
  const grown = Math.max(0, typicalMs - (atFirst.survival.quantile(0.5)?.value ?? typicalMs));
  const inTime = answered.filter((row) => rows.endedAt(row) <= last.endMs + typicalMs).length;
  return inTime / (seconds + grown / 1000);
}

function failuresOf({ rows, numbers }: Selection): LoadFigures['failures'] {
  const found = new Map<string, LoadFigures['failures'][number]>();
  for (const row of numbers) {
    const kind = rows.kind(row);
    if (kind === 'answered' || kind === 'open' || kind === 'dropped' || kind === 'report-alone') continue;
    const errorType = rows.errorType(row);
    const key = `${kind} ${errorType}`;
    const known = found.get(key) ?? { kind, ...(errorType === '' ? {} : { errorType }), count: 0 };
    known.count += 1;
    found.set(key, known);
  }
  return [...found.values()].sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1));
}

function allowedPart(selection: Selection): Pick<LoadFigures, 'allowedErrors'> {
  const allowedErrors = countedErrors(allowedIn(selection));
  return allowedErrors.length === 0 ? {} : { allowedErrors };
}

/** One after the other: a load may have millions of rows. */
function* allowedIn({ rows, numbers }: Selection): Iterable<string> {
  for (const row of numbers) {
    const errorType = rows.is(row, 'answered') ? rows.errorType(row) : '';
    if (errorType !== '') yield errorType;
  }
}

/**
 * Only an answer names the invocation that a report is looked for by. At a URL of which nothing is known there is nobody to
 * ask.
 */
function expectedReports(selection: Selection, { functions }: LoadHeader): number {
  const isNamed = (row: number): boolean => NAMED.has(selection.rows.kind(row)) || selection.rows.hasReport(row);
  return functions.length === 0 ? 0 : countOf(selection, isNamed);
}

function maxMemoryUsed({ rows, numbers }: Selection): LoadFigures['maxMemoryUsedMB'] {
  const most = numbers.reduce((max, row) => Math.max(max, rows.memoryUsed.at(row) || 0), 0);
  return most === 0 ? null : megabytes(most);
}

function shareOf(count: number, n: number): ShareFigure {
  const interval = shareInterval(count, n);
  const bounds = isInterval(interval)
    ? { low: ratio(Math.max(0, interval.low)), high: ratio(Math.min(1, interval.high)) }
    : { low: null, high: null };
  return { n, count, ratio: ratio(n === 0 ? 0 : count / n), ...bounds };
}
