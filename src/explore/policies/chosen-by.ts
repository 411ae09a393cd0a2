import { type Candidate, regretsOf } from '../../curve/index.js';
import type { Strategy } from '../../scenario/index.js';
import type { Milliseconds } from '../../units/index.js';

/** What another tool believes of one size: two numbers, and no word on how sure they are. */
export interface Estimate {
  readonly candidate: Candidate;
  readonly durationMs: Milliseconds;
  readonly costUsd: number;
}

/**
 * The size that a strategy takes where the estimates are taken for true; undefined where none meets its limit.
 * @param balanced what the tool calls balanced, least for the best; cost times duration without it
 */
export function chosenBy(
  estimates: readonly Estimate[],
  objective: Strategy,
  balanced?: (estimates: readonly Estimate[]) => (it: Estimate) => number,
): Candidate | undefined {
  if (objective.kind === 'balanced' && balanced !== undefined && estimates.length > 0) {
    const value = balanced(estimates);
    return estimates.reduce((best, it) => (value(it) < value(best) ? it : best)).candidate;
  }
  const figures = estimates.map((it) => ({ costUsd: it.costUsd, medianMs: it.durationMs, limitedMs: it.durationMs }));
  return estimates[regretsOf(figures, objective)?.best ?? -1]?.candidate;
}
