import { milliseconds } from '../../units/index.js';
import type { BillingRule } from './billing-rule.js';

const MILLISECOND_ROUNDING = Date.UTC(2020, 11, 1);
const INIT_BILLED = Date.UTC(2025, 7, 1);

/**
 * Billed Duration by the rules of AWS: rounded up to 100 ms until 2020-11-30, to 1 ms since; Init Duration is in it since
 * 2025-08-01, before that for custom runtimes and images alone, which a log does not name, so that either is right; a
 * restored function is billed Duration plus Billed Restore Duration (Compute blog of 2025-04-29; real lines).
 */
export const ruleOfDay: BillingRule = (report, at) => {
  const { durationMs, initDurationMs = 0, billedRestoreDurationMs: restore } = report;
  const steps = at === undefined ? [1, 100] : at < MILLISECOND_ROUNDING ? [100] : [1];
  const sums =
    restore !== undefined
      ? [durationMs + restore]
      : at !== undefined && at >= INIT_BILLED
        ? [durationMs + initDurationMs]
        : [durationMs, durationMs + initDurationMs];
  return steps.flatMap((step) =>
    sums.map((sum) => milliseconds(Math.ceil(Math.round(sum * 100) / (100 * step)) * step)),
  );
};
