import type { Outlook } from './outlook.js';
import { columnOf, quantileOf } from './quantile-of.js';

/** How the candidates that were measured stand, given what may be true. */
export interface Standing {
  /** Index of the candidate to choose, always one that was measured; undefined where none can be. */
  readonly chosen: number | undefined;
  /** How much worse than the best candidate it is, at most, with the confidence of the look. */
  readonly bound: number;
}

/**
 * The measured candidate with the least expected regret, and its bound: the quantile of what it may be regretted for.
 * @param doubt share of what may be true that the bound leaves out
 */
export function standingOf(outlook: Outlook, doubt: number): Standing {
  const chosen = chosenOf(outlook);
  if (chosen === undefined) return { chosen, bound: Number.POSITIVE_INFINITY };
  const regrets = regretsAt(outlook, chosen).sort();
  return { chosen, bound: quantileOf(regrets, 1 - doubt) };
}

function chosenOf(outlook: Outlook): number | undefined {
  let chosen: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const { index } of outlook.posterior.measured) {
    const mean = meanUse(regretsAt(outlook, index));
    // What costs the same month, such as nothing at all, leaves the choice to the duration.
    const isFaster =
      mean === least && chosen !== undefined && meanDuration(outlook, index) < meanDuration(outlook, chosen);
    if (mean >= least && !isFaster) continue;
    chosen = index;
    least = mean;
  }
  return chosen;
}

function meanDuration({ durations, count, problem }: Outlook, index: number): number {
  const size = problem.candidates.length;
  let sum = 0;
  for (let row = 0; row < count; row++) sum += durations[row * size + index] as number;
  return sum / count;
}

export const regretsAt = ({ regrets, problem }: Outlook, index: number): Float64Array =>
  columnOf(regrets, index, problem.candidates.length);

/** What is minimised: on the logarithm, so that one draw of a hundredfold regret does not outweigh all others. */
const meanUse = (regrets: Float64Array): number =>
  regrets.reduce((sum, it) => sum + Math.log1p(it), 0) / regrets.length;
