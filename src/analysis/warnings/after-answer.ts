import type { Warning } from '../result-schema.js';
import { type Findings, warnIf } from './findings.js';

/** Two clocks, of which one is printed with two decimals. */
const CLOCKS_MS = 1;

/**
 * "The Lambda service now returns the response from the function as soon as the function code is complete without waiting for
 * the included extensions to finish" (AWS Compute Blog, "Performance and functionality improvements for AWS Lambda
 * extensions", 2021, read 2026-11). They are in Duration and in the bill, and nobody waits for them.
 */
export function afterAnswerWarnings({ recording: { measurements } }: Pick<Findings, 'recording'>): Warning[] {
  const timed = measurements.flatMap(({ outcome }) =>
    outcome.kind === 'completed' && outcome.latencyMs !== undefined
      ? [{ latencyMs: outcome.latencyMs, durationMs: outcome.report.durationMs }]
      : [],
  );
  const early = timed.filter(({ latencyMs, durationMs }) => latencyMs < durationMs - CLOCKS_MS).length;
  return warnIf(
    early > 0,
    'works-after-answer',
    `of ${early} of ${timed.length} invocations the answer was there before their Duration was over: extensions work on after it, which is in Duration and in the bill, and callers do not wait for it`,
    'compare with a version without its extensions (kelvin check) to see what they cost',
  );
}
