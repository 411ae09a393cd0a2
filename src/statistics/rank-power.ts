import { normalQuantile } from './normal.js';
import type { Contrast } from './rank-sum.js';

export interface PowerGoal {
  /** True difference that is to be found. */
  readonly difference: number;
  /** One-sided chance of finding it where there is none. */
  readonly alpha: number;
  /** Chance of finding it where it is there. */
  readonly power: number;
}

/**
 * Values on each side with which the rank-sum test finds the difference: Noether 1987, JASA 82, with the chance that a one
 * exceeds an other counted from the pairs that were seen, as the difference would leave them. No shape of the distribution
 * is taken for granted. Both sides are moved onto each other first (`observedShift`), so that only the spread is used.
 *
 * @returns undefined where nothing was seen; infinite where no pair would change its order
 */
export function valuesNeeded(strata: readonly Contrast[], observedShift: number, goal: PowerGoal): number | undefined {
  let [pairs, wins] = [0, 0];
  for (const { ones, others } of strata) {
    for (const one of ones) {
      for (const other of others) {
        const apart = one - observedShift + goal.difference - other;
        pairs += 1;
        wins += apart > 0 ? 1 : apart === 0 ? 0.5 : 0;
      }
    }
  }
  if (pairs === 0) return undefined;
  // No pair out of order among so many says no more than that they are few.
  const chance = Math.min(wins / pairs, 1 - 0.5 / pairs);
  const z = normalQuantile(1 - goal.alpha) + normalQuantile(goal.power);
  return chance === 0.5 ? Number.POSITIVE_INFINITY : Math.ceil(z ** 2 / (6 * (chance - 0.5) ** 2));
}
