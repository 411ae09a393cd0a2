import type { ArmEnd, Beat, LoadHeader } from '../../../recording/index.js';
import type { EpochMilliseconds, Megabytes } from '../../../units/index.js';
import type { LiveFailure } from './failure-counts.js';
import { intendedPerSecond, phaseAt } from './intention.js';
import type { LatencyBucket, LivePercentile } from './latency-histogram.js';
import type { LiveArm } from './live-arm.js';
import type { LiveCost } from './live-cost.js';
import { WINDOW_S } from './recent.js';
import type { Stretch } from './timeline.js';

/** One load at one memory size so far. */
export interface LiveArmFigures {
  readonly arm: number;
  readonly memorySizeMB: Megabytes | null;
  readonly architecture: string | null;
  readonly elapsedMs: number;
  readonly ended: ArmEnd | undefined;
  /** The phase that is on. */
  readonly phase: { readonly name: string; readonly number: number } | null;
  readonly counts: Readonly<LiveArm['counts']>;
  /** Answers a second, over the last seconds. */
  readonly answeredPerSecond: number | null;
  /** Over the arm so far. */
  readonly meanAnsweredPerSecond: number | null;
  /** Arrivals a second that are meant over the same seconds; null in a closed loop, and after the end. */
  readonly intendedPerSecond: number | null;
  readonly latency: {
    readonly n: number;
    readonly p50: LivePercentile | null;
    readonly p90: LivePercentile | null;
    readonly p99: LivePercentile | null;
    readonly p999: LivePercentile | null;
  };
  readonly buckets: readonly LatencyBucket[];
  /** How long after it was due a request was sent. */
  readonly latenessP99: LivePercentile | null;
  readonly cold: number;
  readonly warm: number;
  /** Requests under way, by the last beat. */
  readonly open: number;
  readonly peakOpen: number;
  readonly maxMemoryUsedMB: Megabytes | null;
  readonly failures: readonly LiveFailure[];
  readonly stretches: readonly Stretch[];
  readonly beat: Beat | undefined;
  /** That have reported their Billed Duration: the cost is theirs. */
  readonly invocations: number;
  /** Null where it is not known. */
  readonly cost: LiveCost | null;
}

export function liveArmFigures(arm: LiveArm, { load }: LoadHeader, now: EpochMilliseconds): LiveArmFigures {
  const { begin, end, latency, lastBeat } = arm;
  const elapsedMs = end?.atMs ?? Math.max(0, now - begin.at);
  const { phases } = load;
  return {
    arm: begin.arm,
    memorySizeMB: begin.memorySizeMB,
    architecture: begin.architecture,
    elapsedMs,
    ended: end,
    phase: phaseAt(phases, elapsedMs),
    counts: { ...arm.counts },
    answeredPerSecond: arm.answers.perSecond(elapsedMs),
    meanAnsweredPerSecond: elapsedMs < 1000 ? null : arm.counts.answered / (elapsedMs / 1000),
    intendedPerSecond: intendedPerSecond(phases, Math.max(0, elapsedMs - WINDOW_S * 1000), elapsedMs),
    latency: {
      n: latency.n,
      p50: latency.percentile(0.5),
      p90: latency.percentile(0.9),
      p99: latency.percentile(0.99),
      p999: latency.percentile(0.999),
    },
    buckets: latency.buckets(),
    latenessP99: arm.lateness.percentile(0.99),
    cold: arm.starts.cold,
    warm: arm.starts.warm,
    open: end === undefined ? (lastBeat?.open ?? 0) : 0,
    peakOpen: arm.peakOpen,
    maxMemoryUsedMB: arm.maxMemoryUsedMB,
    failures: arm.failures.list(),
    stretches: arm.timeline.stretches(),
    beat: lastBeat,
    invocations: arm.invocations,
    cost: arm.price.after(elapsedMs),
  };
}
