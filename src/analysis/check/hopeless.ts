import { normalQuantile } from '../../statistics/index.js';
import type { GatePlan } from './comparison.js';
import type { Reading } from './reading.js';

/** Before so many on each side the spread is not known well enough to give up. */
const FEWEST_PER_SIDE = 20;
/** From here on the shift as it is seen now is no excuse. */
const ENOUGH_PER_SIDE = 40;
/** Standard errors at the plan's end, in limits, from which on no shift of zero could be shown to be within them. */
const TOO_WIDE = 0.9;
/** Standard errors that a shift has to be from zero at the end, to be significant at any look. */
const FAR = 2;

/**
 * Even all that is planned would most likely not decide: the interval would be wider than the limits, and the shift as it is
 * seen now would neither be significant nor past them; or has not been in so many, and one standard error is a limit. Ending here costs a few findings in noisy functions and saves most of
 * their cold starts.
 */
export function isHopeless({ perSide, shift, standardError, upper, relative }: Reading, plan: GatePlan): boolean {
  if (perSide < FEWEST_PER_SIDE) return false;
  const atEnd = standardError * Math.sqrt(perSide / plan.maxPerSide);
  if (perSide >= ENOUGH_PER_SIDE && atEnd > relative) return true;
  const size = Math.abs(shift);
  const wouldPass = size > FAR * atEnd && size - upper > normalQuantile(plan.limitConfidence) * atEnd;
  return atEnd > TOO_WIDE * upper && !wouldPass;
}
