import type { Observation } from '../../recording/index.js';

/** First day with 1 ms rounding; before it Billed Duration went up to the next 100 ms. */
const MILLISECOND_ROUNDING = Date.UTC(2020, 11, 1);

/** To hundredths, as AWS prints them: 0.1 + 0.2 must not be taken for more than 0.3. */
const ceilTo = (step: number, ms: number): number =>
  (Math.ceil(Math.round(ms * 100) / (100 * step)) * 100 * step) / 100;

/**
 * How much of the printed Billed Duration of a cold start is its INIT; zero where INIT was not billed, as for zip packages
 * on managed runtimes before 2025-08-01. The figures themselves tell: INIT is in Billed Duration when that is what
 * Duration and Init Duration come to, and is not when Duration alone, rounded by the rule of its day, comes to it. In the
 * rare case that both fit, the day decides. @returns milliseconds, or undefined for a report without Init or Billed Duration
 */
export function billedInit({ at, report }: Pick<Observation, 'at' | 'report'>): number | undefined {
  const { durationMs, initDurationMs, billedDurationMs: billed } = report;
  if (initDurationMs === undefined || billed === undefined) return undefined;
  const hundreds = at === null ? billed % 100 === 0 && billed === ceilTo(100, durationMs) : at < MILLISECOND_ROUNDING;
  const alone = ceilTo(hundreds ? 100 : 1, durationMs);
  // Duration is printed to a hundredth; what it was before may round up to one more.
  return billed <= alone + 1 && billed < ceilTo(1, durationMs + initDurationMs) ? 0 : Math.max(0, billed - alone);
}
