import { type Milliseconds, milliseconds } from '../units/index.js';
import { type BillingRules, billingRules, type FunctionKind, ZIP_ON_MANAGED } from './billing-rules.js';

export interface InvocationTimes {
  readonly durationMs: Milliseconds;
  /** Present for a cold start. */
  readonly initDurationMs?: Milliseconds;
  /** Present for a SnapStart restore: the part of it that is billed. */
  readonly billedRestoreDurationMs?: Milliseconds;
}

/**
 * Billed Duration: Duration plus, where the rules bill it, Init Duration or the billed part of a restore, rounded up. By
 * today's rules when none are given. For a measurement of a real function the printed figure is taken and this is never
 * used; it is what the emulator and a what-if bill by.
 *
 * The sum is taken in whole nanoseconds: 0.1 + 0.9 in binary must not be billed as 1 ms more than 1.
 */
export function billedDuration(
  times: InvocationTimes,
  rules: BillingRules = billingRules(),
  kind: FunctionKind = ZIP_ON_MANAGED,
): Milliseconds {
  const init = rules.initIsBilled(kind) ? (times.initDurationMs ?? 0) : 0;
  const parts = [times.durationMs, init, times.billedRestoreDurationMs ?? 0];
  const nanoseconds = parts.reduce((all, part) => all + Math.round(part * 1e6), 0);
  return milliseconds(Math.ceil(nanoseconds / (1e6 * rules.roundingMs)) * rules.roundingMs);
}
