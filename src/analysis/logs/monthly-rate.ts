import type { LogsResult } from './logs-result-schema.js';

/** AWS's month: 365 days of 24 hours by 12. */
const MONTH_SECONDS = 730 * 3600;
const FEWEST_REPORTS = 10;

/** By how much the cost so far grows to that of a month, or why that cannot be said. */
export type MonthlyRate = { readonly factor: number } | { readonly reason: string };

/**
 * n reports have n - 1 gaps between them, and it is the gaps that fill the span: ten reports, one a minute, take nine
 * minutes.
 */
export function monthlyRate(span: LogsResult['span']): MonthlyRate {
  if (span === null) return { reason: 'the log has no timestamps, so its rate is not known' };
  if (span.n < FEWEST_REPORTS)
    return { reason: `needs ${FEWEST_REPORTS} reports with a timestamp for a rate, has ${span.n}` };
  if (span.seconds <= 0) return { reason: 'all reports have the same timestamp, so the rate is not known' };
  return { factor: (MONTH_SECONDS / span.seconds) * ((span.n - 1) / span.n) };
}
