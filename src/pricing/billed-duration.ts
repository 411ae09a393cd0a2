import { type Milliseconds, milliseconds } from '../units/index.js';

export interface InvocationTimes {
  readonly durationMs: Milliseconds;
  /** Present for a cold start. */
  readonly initDurationMs?: Milliseconds;
}

/**
 * Billed Duration by the rule in force since 2025-08-01: Duration plus, for a cold start, Init Duration, rounded up to
 * a millisecond. Before that day the INIT of zip packages on managed runtimes was free (AWS Compute blog, "AWS Lambda
 * standardizes billing for INIT Phase", 2025-04-29). For a measurement of a real function the printed figure is taken
 * and this is never used; it is what the emulator bills by.
 *
 * The sum is taken in hundredths, as AWS prints them: 0.1 + 0.2 must not be billed as 1 ms more than 0.3.
 */
export function billedDuration(times: InvocationTimes): Milliseconds {
  const hundredths = Math.round(times.durationMs * 100) + Math.round((times.initDurationMs ?? 0) * 100);
  return milliseconds(Math.ceil(hundredths / 100));
}
