import type { GatePlan } from './comparison.js';
import { guardedAlpha, levelOfLook } from './level.js';
import type { Reading, Unreadable } from './reading.js';

interface Family {
  readonly plan: GatePlan;
  readonly times: readonly number[];
  /** Which were significant at an earlier look. */
  readonly known: readonly boolean[];
}

/**
 * Which comparisons are significant, over the whole family and all looks: Holm's steps at each look, each with the bounds of
 * its share of alpha; what was significant at an earlier look has left the family (Ye, Li, Liu and Yao 2013, Statistics in
 * Medicine 32: group sequential Holm).
 */
export function holmSteps(
  readings: readonly (Reading | Unreadable)[],
  chanceOf: (reading: Reading) => number,
  { plan, times, known }: Family,
): readonly boolean[] {
  const significant = readings.map((_, index) => known[index] === true);
  const open = readings
    .flatMap((reading, index) => ('reason' in reading || significant[index] ? [] : [{ reading, index }]))
    .sort((a, b) => chanceOf(a.reading) - chanceOf(b.reading));
  let left = readings.length - significant.filter(Boolean).length;
  for (const { reading, index } of open) {
    const alpha = guardedAlpha(plan, protectionOf(reading, plan), left);
    if (chanceOf(reading) > levelOfLook(alpha, times)) break;
    significant[index] = true;
    left -= 1;
  }
  return significant;
}

/** The limit over the standard error that the shift will have when all that is planned has been measured. */
function protectionOf({ upper, standardError, perSide }: Reading, { maxPerSide }: GatePlan): number {
  return standardError === 0 ? Number.MAX_VALUE : upper / (standardError * Math.sqrt(perSide / maxPerSide));
}
