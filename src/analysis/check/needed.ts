import { valuesNeeded } from '../../statistics/index.js';
import type { GatePlan } from './comparison.js';
import { levelOfLook, plannedTimes } from './level.js';
import type { Reading } from './reading.js';

/** The chance of a verdict with as many as are said to be needed. */
const POWER = 0.8;

/**
 * Cold starts on each side that would settle an inconclusive comparison in four of five cases, by the spread that was seen
 * and by how far the shift lies from the limit. That distance is taken for no smaller than its own standard error, as it may
 * well be that large, and for no larger than the limit: where little was measured, a shift of nothing is to be shown to be
 * within the limits. What lies right on a limit is settled by no number, and each time asks for about ten times as many.
 */
export function neededPerSide(reading: Reading, plan: GatePlan): number {
  const { shift, upper, lower, standardError, perSide } = reading;
  const limit = shift < 0 ? -lower : upper;
  const distance = Math.abs(Math.abs(shift) - limit);
  const difference = Math.min(limit, Math.max(distance, standardError));
  const alpha = levelOfLook(1 - plan.confidence, plannedTimes(plan));
  return Math.max(perSide + plan.blockPerSide, valuesNeeded(reading, { difference, alpha, power: POWER }));
}
