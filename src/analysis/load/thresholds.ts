import type { LoadHeader } from '../../recording/index.js';
import type { Megabytes } from '../../units/index.js';
import { ENDED } from './arm-result.js';
import { CLOSED_LOOP } from './figures.js';
import type { Distribution, LoadArm, Percentile, ShareFigure, ThresholdVerdict, UsdFigure } from './load-result.js';

type Threshold = LoadHeader['load']['thresholds'][number];

/** A figure that a threshold can be held against; without a value there is no claim, and the note says why. */
interface Judged {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
  /** The value is the least that it can be. */
  readonly atLeast?: boolean;
  readonly note?: string;
}

/** Each threshold at each memory size that was asked for, those never reached too. */
export function verdictsOf({ load }: LoadHeader, arms: readonly LoadArm[]): ThresholdVerdict[] {
  const unmeasured = load.architectures.flatMap((architecture) =>
    load.memorySizesMB
      .filter((size) => !arms.some((arm) => arm.memorySizeMB === size && arm.architecture === architecture))
      .map((memorySizeMB) => ({ memorySizeMB, architecture })),
  );
  return load.thresholds.flatMap((threshold) => [
    ...arms.map((arm) => verdictOf(threshold, arm, load.phases.length)),
    ...unmeasured.map((size) =>
      withJudgement(threshold, size, { ...NOTHING, note: 'this memory size was not measured' }, 'undecided'),
    ),
  ]);
}

const NOTHING: Judged = { value: null, low: null, high: null, n: 0 };

type Size = { readonly memorySizeMB: Megabytes | null; readonly architecture: LoadArm['architecture'] };

function verdictOf(threshold: Threshold, arm: LoadArm, phases: number): ThresholdVerdict {
  const judged = judgedOf(threshold.metric, arm);
  const { value, atLeast = false } = judged;
  if (value === null) return withJudgement(threshold, arm, judged, 'undecided');
  const holds = threshold.comparison === '<' ? value < threshold.limit : value <= threshold.limit;
  if (!holds) return withJudgement(threshold, arm, judged, 'missed');
  if (atLeast) {
    return withJudgement(
      threshold,
      arm,
      { ...judged, note: 'requests without an answer decide it: it may be more' },
      'undecided',
    );
  }
  if (judged.n < fewestFor(threshold.metric)) {
    const note = `needs n >= ${fewestFor(threshold.metric)}: of fewer it is the slowest alone`;
    return withJudgement(threshold, arm, { ...judged, note }, 'undecided');
  }
  const isCut = arm.status === 'cut-short' && arm.statusNote !== undefined;
  const told = isCut ? { ...judged, note: `until then it holds: ${arm.statusNote}` } : judged;
  // What was not sent might have missed it.
  if (isUnfinished(arm, phases)) return withJudgement(threshold, arm, told, 'undecided');
  return withJudgement(threshold, arm, told, 'met');
}

const FEWEST: Readonly<Record<string, number>> = { p50: 2, p90: 10, p99: 100, p999: 1000 };

/** Of fewer requests no share as small as the percentile leaves out can be seen: that none was slow says little. */
const fewestFor = (metric: string): number => FEWEST[/^(p\d+)(?:Latency|Duration)$/.exec(metric)?.[1] ?? ''] ?? 0;

/** A limit that the user has set ends a load too; it is enough that each phase was begun. */
const BY_LIMIT: ReadonlySet<string | undefined> = new Set(['budget', 'max-requests', 'for'].map((it) => ENDED[it]));

function isUnfinished({ status, statusNote, phases: begun }: LoadArm, phases: number): boolean {
  if (status === 'failed') return true;
  return status === 'cut-short' && !(BY_LIMIT.has(statusNote) && begun.length === phases);
}

function withJudgement(
  { text: asWritten, metric }: Threshold,
  { memorySizeMB, architecture }: Size,
  { value, low, high, n, note }: Judged,
  verdict: ThresholdVerdict['verdict'],
): ThresholdVerdict {
  // A scenario file has the metric as a key and the limit as its value.
  const text = asWritten.includes(metric) ? asWritten : `${metric}: ${asWritten}`;
  const evidence = { value, low, high, n, ...(note === undefined ? {} : { note }) };
  return { text, metric, memorySizeMB, architecture, verdict, ...evidence };
}

const LEVELS = { p50: 'p50', p90: 'p90', p99: 'p99', p999: 'p999' } as const;

function judgedOf(metric: string, { total, phases }: LoadArm): Judged {
  const [, level, of] = /^(p50|p90|p99|p999)(Latency|Duration)$/.exec(metric) ?? [];
  if (level !== undefined) {
    const key = LEVELS[level as keyof typeof LEVELS];
    if (of === 'Duration') return ofPercentile(total.durationMs, key, 'no report was found');
    if (phases.length > 0 && phases.every(({ kind }) => kind === 'closed')) return { ...NOTHING, note: CLOSED_LOOP };
    return ofPercentile(total.latencyMs, key, total.latencyWithheld ?? 'nothing was answered');
  }
  switch (metric) {
    case 'coldShare':
      return total.coldStarts === null ? { ...NOTHING, note: 'no report was found' } : ofShare(total.coldStarts);
    case 'errors':
      return ofShare(total.errors);
    case 'throttles':
      return ofShare(total.throttles);
    case 'costPerMillion':
      return ofUsd(total.cost?.perMillion);
    case 'costPerHour':
      return ofUsd(total.cost?.perHour);
    case 'maxMemoryUsed':
      return {
        ...NOTHING,
        value: total.maxMemoryUsedMB,
        n: total.reports.found,
        ...(total.maxMemoryUsedMB === null ? { note: 'no report was found' } : {}),
      };
    default:
      return { ...NOTHING, note: 'this Kelvin does not know what it is' };
  }
}

function ofPercentile(
  distribution: Distribution | null,
  level: 'p50' | 'p90' | 'p99' | 'p999',
  missing: string,
): Judged {
  if (distribution === null) return { ...NOTHING, note: missing };
  const { value, low, high, atLeast, note }: Percentile = distribution[level];
  return { value, low, high, atLeast, n: distribution.n, ...(note === undefined ? {} : { note }) };
}

const ofShare = ({ n, ratio, low, high }: ShareFigure): Judged =>
  n === 0 ? { ...NOTHING, note: 'nothing was counted' } : { value: ratio, low, high, n };

function ofUsd(figure: UsdFigure | undefined): Judged {
  if (figure === undefined) return { ...NOTHING, note: 'it could not be priced' };
  const { value, low, high, n, note } = figure;
  return { value, low, high, n, ...(note === undefined ? {} : { note }) };
}
