import type { Beat } from '../../recording/index.js';
import { formatMilliseconds, formatRatio } from '../../units/index.js';
import type { Timed } from './distribution.js';

/** By so much the load generator may move a percentile before it is no longer the function's. */
const TOLERATED_SHARE = 0.1;
/** Below it nobody's percentile matters, and Node's timers are no finer. */
const TOLERATED_MS = 1;
/** Of what was due, dropped because too many were open: those would have been the slowest, and p99 is made of one in a hundred. */
const TOLERATED_DROPS = 0.001;
const LEAST_DELAY_MS = 5;
/** A thread that is busy for more than this of a second makes answers wait until they are read. */
const BUSY_CPU = 0.9;
const TOLERATED_BUSY_BEATS = 0.1;

export interface GeneratorEvidence {
  /** From when requests were due. */
  readonly latency: Timed;
  /** The same requests from when they were sent. */
  readonly stay: Timed;
  readonly due: number;
  readonly droppedAsTooManyOpen: number;
  /** Of the time that is judged. */
  readonly beats: readonly Beat[];
}

/** The percentiles that are given, with how much of the time may be late before it shows in them: what lies beyond them. */
const PARTS = { most: [0.5, 0.9], p99: [0.99], p999: [0.999] } as const;
const LATE_TIME = { most: 0.1, p99: 0.01, p999: 0.001 } as const;

/**
 * Why the latencies are the load generator's and not the function's: a sentence; undefined where they are the function's.
 * Latency counts from when a request was due, so whatever kept the generator from sending it is in it. The client's part has
 * to be small beside what is measured (Zhang et al., Treadmill, ISCA 2016: client-side queueing biases the tail); how small
 * is ours to say, as is each limit here.
 */
export function generatorLimit(evidence: GeneratorEvidence): string | undefined {
  return (
    droppedTooMany(evidence) ??
    movedPercentile(evidence, PARTS.most) ??
    noCpuLeft(evidence) ??
    heldUp(evidence, LATE_TIME.most)
  );
}

/** What of the slow end alone is the generator's: a few pauses of it are enough for p99.9, a few more for p99. */
export function generatorLimitOfTail(evidence: GeneratorEvidence): { readonly p99?: string; readonly p999?: string } {
  const p99 = movedPercentile(evidence, PARTS.p99) ?? heldUp(evidence, LATE_TIME.p99);
  if (p99 !== undefined) return { p99, p999: p99 };
  const { due, droppedAsTooManyOpen: dropped } = evidence;
  const drops =
    dropped > 0.0001 * due ? `${dropped} of ${due} requests were dropped, as too many were open` : undefined;
  const p999 = drops ?? movedPercentile(evidence, PARTS.p999) ?? heldUp(evidence, LATE_TIME.p999);
  return p999 === undefined ? {} : { p999 };
}

function droppedTooMany({ due, droppedAsTooManyOpen: dropped }: GeneratorEvidence): string | undefined {
  return dropped > TOLERATED_DROPS * due
    ? `${dropped} of ${due} requests were dropped, as too many were open: the slowest are missing`
    : undefined;
}

function movedPercentile({ latency, stay }: GeneratorEvidence, levels: readonly number[]): string | undefined {
  for (const p of levels) {
    const [whole, ofFunction] = [latency.survival.quantile(p), stay.survival.quantile(p)];
    if (whole === undefined || ofFunction === undefined || whole.atLeast) continue;
    const moved = whole.value - ofFunction.value;
    if (moved <= TOLERATED_MS || moved <= TOLERATED_SHARE * whole.value) continue;
    return `requests were sent so late that this makes up ${formatRatio(moved / whole.value)} of p${Number((p * 100).toFixed(1))}`;
  }
  return undefined;
}

function noCpuLeft({ beats }: GeneratorEvidence): string | undefined {
  const busy = beats.filter(({ cpuRatio }) => cpuRatio >= BUSY_CPU).length;
  return busy > TOLERATED_BUSY_BEATS * beats.length && busy > 1
    ? `the load generator's own CPU was ${formatRatio(BUSY_CPU)} busy or more in ${busy} of ${beats.length} seconds`
    : undefined;
}

/** An answer that comes while its thread is held up is read afterwards: that does not show in when requests were sent. */
function heldUp({ latency, beats }: GeneratorEvidence, toleratedShare: number): string | undefined {
  const p99 = latency.survival.quantile(0.99)?.value ?? 0;
  const limitMs = Math.max(LEAST_DELAY_MS, TOLERATED_SHARE * p99);
  const late = beats.filter(({ longestDelayMs }) => longestDelayMs > limitMs);
  const lateMs = late.reduce((sum, { longestDelayMs }) => sum + longestDelayMs, 0);
  if (lateMs <= toleratedShare * timeOf(beats)) return undefined;
  return `the load generator was held up by more than ${formatMilliseconds(limitMs)} in ${late.length} of ${beats.length} seconds`;
}

/** Beats come once a second. */
const timeOf = (beats: readonly Beat[]): number => beats.length * 1000;
