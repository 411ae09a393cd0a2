import { valuesNeeded } from '../../statistics/index.js';
import type { GatePlan } from './comparison.js';
import { levelOfLook, plannedTimes } from './level.js';
import type { Reading } from './reading.js';

/** The chance of a verdict with as many as are said to be needed. */
const POWER = 0.8;

/**
 * Cold starts on each side that would settle an inconclusive comparison, by the spread that was seen: so many that a shift of
 * nothing is shown to be within the limits in four of five cases, and a shift of twice the limit past them at least as often.
 * What lies right on a limit is settled by no number.
 */
export function neededPerSide(reading: Reading, plan: GatePlan): number {
  const alpha = levelOfLook(1 - plan.confidence, plannedTimes(plan));
  return valuesNeeded(reading, { difference: reading.upper, alpha, power: POWER });
}
