import type { Observation } from '../../recording/index.js';
import type { EpochMilliseconds, Milliseconds } from '../../units/index.js';
import type { LogsResult } from './logs-result-schema.js';

/** What Billed Duration may be by the rules of a day (of any day, where it is not known). */
export type BillingRule = (report: Observation['report'], at: EpochMilliseconds | undefined) => readonly Milliseconds[];

/**
 * Holds printed Billed Durations against the rule of their date. Only counts: the printed figure is what was paid for.
 * A timed-out invocation is left out, as it is billed up to its timeout, which the log does not say.
 */
export class RuleCheck {
  #checked = 0;
  #differing = 0;
  #example: LogsResult['billingRule']['example'];

  constructor(private readonly rule: BillingRule) {}

  add({ report, at, failure }: Observation): void {
    const printed = report.billedDurationMs;
    if (printed === undefined || report.truncated === true || failure?.kind === 'timed-out') return;
    const expected = this.rule(report, at ?? undefined);
    if (expected.length === 0) return;
    this.#checked += 1;
    // A millisecond more or less: the figures that the rule rounds up are printed to a hundredth alone.
    if (expected.some((it) => Math.abs(it - printed) <= 1)) return;
    this.#differing += 1;
    this.#example ??= { requestId: report.requestId ?? null, printedMs: printed, expectedMs: [...expected] };
  }

  get result(): LogsResult['billingRule'] {
    const example = this.#example === undefined ? {} : { example: this.#example };
    return { checked: this.#checked, differing: this.#differing, ...example };
  }
}
