import type { EpochMilliseconds, Milliseconds } from '../units/index.js';
import { billingRules, ZIP_ON_MANAGED } from './billing-rules.js';

/** The figures of a report that say how it was billed. */
export interface BilledFigures {
  readonly durationMs: Milliseconds;
  readonly billedDurationMs: Milliseconds;
  readonly initDurationMs?: Milliseconds | undefined;
  readonly restoreDurationMs?: Milliseconds | undefined;
  readonly billedRestoreDurationMs?: Milliseconds | undefined;
  readonly status?: string | undefined;
  /** Cut at its end: an Init Duration may have stood there. */
  readonly truncated?: boolean | undefined;
}

/**
 * How a printed Billed Duration fits the rule. All but `init-not-billed` and `off` are AWS's own ways:
 * `capped-at-timeout` is billed less than its Duration (timeouts until about 2024), `more-than-printed` holds an INIT or
 * a restore that the line does not show. `init-not-billed` is a cold start after 2025-08-01 that was billed as before.
 */
export type BilledVerdict = 'as-the-rule' | 'capped-at-timeout' | 'more-than-printed' | 'init-not-billed' | 'off';

export const isOddlyBilled = (verdict: BilledVerdict): boolean => verdict === 'init-not-billed' || verdict === 'off';

/**
 * Compares a printed Billed Duration with the rule of its day, or with the rule of every era when the day is not known.
 * The printed figure stays what it is: this only tells whether to trust the line.
 */
export function checkBilledDuration(figures: BilledFigures, at?: EpochMilliseconds): BilledVerdict {
  const { durationMs } = figures;
  const init: number = figures.initDurationMs ?? 0;
  const restored: number = figures.billedRestoreDurationMs ?? 0;
  const fits = (span: number, printed: number): boolean =>
    roundings(at).some((unit) => isRoundedUp(figures.billedDurationMs, span, unit, printed));
  if (init > 0 ? fits(durationMs + init, 2) : fits(durationMs + restored, 1)) return 'as-the-rule';
  // Of an unknown day, a line may also be one in which nothing but Duration was billed.
  if (at === undefined && fits(durationMs, 1)) return 'as-the-rule';
  if (init > 0 && fits(durationMs, 1)) return initIsSurelyBilled(at) ? 'init-not-billed' : 'as-the-rule';
  if (isCapped(figures)) return 'capped-at-timeout';
  return holdsMoreThanPrinted(figures) ? 'more-than-printed' : 'off';
}

/** The day, in UTC; AWS's changes of rule are by day. */
const dayOf = (at: EpochMilliseconds): string => new Date(at).toISOString().slice(0, 10);

const roundings = (at: EpochMilliseconds | undefined): number[] =>
  at === undefined ? [1, 100] : [billingRules(dayOf(at)).roundingMs];

const initIsSurelyBilled = (at: EpochMilliseconds | undefined): boolean =>
  at !== undefined && billingRules(dayOf(at)).initIsBilled(ZIP_ON_MANAGED);

/**
 * Each printed span is itself rounded to a hundredth, so that `155.00 ms` may have been 155.004 and is billed 156 ms.
 */
function isRoundedUp(billed: number, span: number, unit: number, printed: number): boolean {
  // A nanosecond is given away to the addition of two decimals in binary.
  const slack = 0.005 * printed + 1e-6;
  return billed % unit === 0 && billed >= span - slack && billed - unit < span + slack;
}

/**
 * Until the timeouts of the new style an invocation that timed out was billed its timeout, a whole number of seconds,
 * though its Duration had run on by some milliseconds to seconds: 3003.16 as 3000, 122066.85 as 120000. Init Duration may be
 * added to the timeout.
 */
function isCapped({ durationMs, billedDurationMs, initDurationMs }: BilledFigures): boolean {
  const init: number = initDurationMs ?? 0;
  const withoutInit =
    init > 0 && billedDurationMs % 1000 !== 0 ? Math.floor(billedDurationMs - init) : billedDurationMs;
  const overrun = durationMs - withoutInit;
  return withoutInit > 0 && withoutInit % 1000 === 0 && overrun > 0 && overrun <= Math.max(250, withoutInit * 0.05);
}

function holdsMoreThanPrinted(figures: BilledFigures): boolean {
  const { durationMs, billedDurationMs, initDurationMs, restoreDurationMs, billedRestoreDurationMs } = figures;
  if (billedDurationMs < durationMs || initDurationMs !== undefined) return false;
  // The first months of SnapStart printed Restore Duration alone, and billed a part of it.
  if (restoreDurationMs !== undefined && billedRestoreDurationMs === undefined) {
    return billedDurationMs <= Math.ceil(durationMs + restoreDurationMs);
  }
  // A cold start that times out prints its timeout as Duration, no Init Duration, and is billed both.
  const timedOut = figures.status === 'timeout' && durationMs % 1000 === 0;
  return timedOut || figures.truncated === true;
}
