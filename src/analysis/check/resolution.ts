import { normalQuantile, quantile, sampleOf } from '../../statistics/index.js';
import type { CheckResult } from './check-result-schema.js';
import type { GatePlan } from './comparison.js';
import type { CheckComparison } from './comparisons-of.js';
import { guardedAlpha, levelOfLook, plannedTimes } from './level.js';
import { type Reading, readingOf } from './reading.js';

const PER_SIDE = [10, 20, 30, 50, 100, 200] as const;
/** Four of five. */
const POWER = 0.8;

/** How small a regression a check would find here, by how much the same code differs from itself. */
export function resolutionOf(comparisons: readonly CheckComparison[], plan: GatePlan): CheckResult['resolution'] {
  return comparisons.flatMap((it) => {
    const reading = readingOf(it, plan);
    const values = sampleOf(it.blocks.flatMap(({ base, head }) => [...base, ...head]));
    if ('reason' in reading || values === undefined) return [];
    const detectable = PER_SIDE.filter((n) => n >= plan.firstLookPerSide)
      .map((perSide) => ({
        perSide,
        changePercent: 100 * Math.expm1(smallestFound(reading, perSide, plan, comparisons.length)),
      }))
      // Of two or three starts the standard error is no number: nothing can be said of it.
      .filter(({ changePercent }) => Number.isFinite(changePercent));
    if (detectable.length === 0) return [];
    const spread = quantile(values, 0.75) - quantile(values, 0.25);
    const { metric, memorySizeMB } = it;
    return [{ metric, memorySizeMB, spreadPercent: (100 * spread) / quantile(values, 0.5), detectable }];
  });
}

/** Significant among all comparisons, and with its bound past the limits: whichever asks for more. */
function smallestFound(reading: Reading, perSide: number, plan: GatePlan, among: number): number {
  const own: GatePlan = { ...plan, maxPerSide: perSide };
  const error = reading.standardError * Math.sqrt(reading.perSide / perSide);
  const protection = error === 0 ? Number.MAX_VALUE : reading.upper / error;
  const level = levelOfLook(guardedAlpha(own, protection, among), plannedTimes(own));
  const power = normalQuantile(POWER) * error;
  return Math.max(
    normalQuantile(1 - level) * error + power,
    reading.relative + normalQuantile(plan.limitConfidence) * error + power,
    reading.upper + power,
  );
}
