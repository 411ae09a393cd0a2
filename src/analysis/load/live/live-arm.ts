import type { ArmBegin, ArmEnd, Beat, LateReport, LoadRequest, RequestOutcome } from '../../../recording/index.js';
import { startKind } from '../../../recording/index.js';
import type { Megabytes } from '../../../units/index.js';
import { FailureCounts } from './failure-counts.js';
import { LatencyHistogram } from './latency-histogram.js';
import type { RunningPrice } from './live-cost.js';
import { Recent } from './recent.js';
import { Timeline } from './timeline.js';

type Report = LateReport['report'];
type Kind = RequestOutcome['kind'];

/** Answered well, or waited for in vain; how fast a refusal or a failure comes says nothing of the work. */
const TIMED: ReadonlySet<Kind> = new Set(['answered', 'client-timeout', 'open']);
const UNANSWERED: ReadonlySet<Kind> = new Set(['client-timeout', 'open']);
/** One load at one memory size so far: sums, and no request. */
export class LiveArm {
  readonly latency = new LatencyHistogram();
  readonly lateness = new LatencyHistogram();
  readonly timeline = new Timeline();
  readonly answers = new Recent();
  readonly failures = new FailureCounts();
  readonly counts = { due: 0, answered: 0, failed: 0, throttled: 0, open: 0, dropped: 0, retried: 0 };
  readonly starts = { cold: 0, warm: 0 };
  maxMemoryUsedMB: Megabytes | null = null;
  peakOpen = 0;
  /** With a Billed Duration: what has not reported yet has no cost yet. */
  invocations = 0;
  lastBeat: Beat | undefined;
  end: ArmEnd | undefined;

  constructor(
    readonly begin: ArmBegin,
    readonly price: RunningPrice,
  ) {}

  add(request: LoadRequest): void {
    const { outcome, dueMs, sentMs, latencyMs } = request;
    const { kind } = outcome;
    this.counts.due++;
    if ((request.attempts ?? 1) > 1) this.counts.retried++;
    if (sentMs !== undefined) this.lateness.add(Math.max(0, sentMs - dueMs), true);
    if (latencyMs !== undefined && TIMED.has(kind)) this.latency.add(latencyMs, !UNANSWERED.has(kind));
    this.#count(kind, dueMs + (latencyMs ?? 0));
    this.failures.add(outcome);
    if ('report' in outcome && outcome.report !== undefined) {
      this.#report(outcome.report, dueMs + (latencyMs ?? 0), request.function);
    }
  }

  lateReport({ report, at, function: index }: LateReport): void {
    this.#report(report, at === null ? 0 : Math.max(0, at - this.begin.at), index);
  }

  beat(beat: Beat): void {
    this.lastBeat = beat;
    this.peakOpen = Math.max(this.peakOpen, beat.open);
    this.timeline.open(beat.open, beat.atMs);
  }

  #count(kind: Kind, atMs: number): void {
    if (kind === 'answered') {
      this.counts.answered++;
      this.timeline.count('answered', atMs);
      this.answers.count(atMs);
    } else if (kind === 'dropped') {
      this.counts.dropped++;
      this.timeline.count('dropped', atMs);
    } else if (kind === 'open') {
      this.counts.open++;
    } else {
      this.counts.failed++;
      if (kind === 'throttled') this.counts.throttled++;
      this.timeline.count(kind === 'throttled' ? 'throttled' : 'failed', atMs);
    }
  }

  #report(report: Report, atMs: number, index: number | undefined): void {
    const start = startKind(report);
    if (start !== 'unknown') this.starts[start]++;
    if (start === 'cold') this.timeline.count('cold', atMs);
    if (report.billedDurationMs !== undefined) this.invocations++;
    this.price.add(report, index);
    const used = report.maxMemoryUsedMB;
    if (used !== undefined && used > (this.maxMemoryUsedMB ?? 0)) this.maxMemoryUsedMB = used;
  }
}
