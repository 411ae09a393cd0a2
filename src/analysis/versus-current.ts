import { type Interval, isInterval, median, quantileInterval } from '../statistics/index.js';
import type { Megabytes } from '../units/index.js';
import type { Arm } from './arms.js';
import type { Candidate } from './candidate.js';
import type { CostTerms } from './cost.js';
import { grouped } from './grouped.js';
import { knownCostOf } from './known-cost.js';
import type { Recommendation } from './result-schema.js';

/**
 * Each side's interval is taken at 97.5 %: both hold at once with at least 95 % (Bonferroni), so the quotient of their
 * far ends bounds the change at that level without assuming anything of the two distributions.
 */
const SIDE_LEVEL = 0.975;
const TOO_FEW = 'too few invocations at one of the two sizes for a 95 % interval';

/** What changes when the function moves from the size it has today to the recommended one. */
export function versusCurrent(
  chosen: Candidate,
  candidates: readonly Candidate[],
  currentMemorySizeMB: Megabytes | null,
  terms: CostTerms,
): Recommendation['versusCurrent'] {
  const current = candidates.find(
    ({ arm }) => arm.memorySizeMB === currentMemorySizeMB && arm.architecture === chosen.arm.architecture,
  );
  if (current === undefined || currentMemorySizeMB === null) return null;
  if (current === chosen) return unchanged(currentMemorySizeMB);
  const cost = changeBetween(costInterval(chosen, terms), costInterval(current, terms));
  const duration = changeBetween(durationInterval(chosen.arm), durationInterval(current.arm));
  return {
    currentMemorySizeMB,
    costPercent: percent(chosen.cost.mean / current.cost.mean),
    costPercentLow: cost?.low ?? null,
    costPercentHigh: cost?.high ?? null,
    durationPercent: percent(chosen.duration.median / current.duration.median),
    durationPercentLow: duration?.low ?? null,
    durationPercentHigh: duration?.high ?? null,
    ...(cost === undefined || duration === undefined ? { note: TOO_FEW } : {}),
  };
}

const percent = (quotient: number): number => (quotient - 1) * 100;

function unchanged(currentMemorySizeMB: Megabytes): Recommendation['versusCurrent'] {
  return {
    currentMemorySizeMB,
    costPercent: 0,
    costPercentLow: 0,
    costPercentHigh: 0,
    durationPercent: 0,
    durationPercentLow: 0,
    durationPercentHigh: 0,
  };
}

type Bounds = Pick<Interval, 'low' | 'high'>;

function changeBetween(to: Bounds | undefined, from: Bounds | undefined): Bounds | undefined {
  if (to === undefined || from === undefined || from.low === 0) return undefined;
  return { low: percent(to.low / from.high), high: percent(to.high / from.low) };
}

function costInterval({ arm }: Candidate, terms: CostTerms): Bounds | undefined {
  const cost = knownCostOf(arm, { ...terms, level: SIDE_LEVEL });
  return cost === null || cost.low === null || cost.high === null ? undefined : { low: cost.low, high: cost.high };
}

function durationInterval(arm: Arm): Bounds | undefined {
  const warm = grouped(arm.warm, (start) => start.durationMs);
  if (warm === undefined || median(warm.sample) === 0) return undefined;
  const interval = quantileInterval(warm.sample, 0.5, { level: SIDE_LEVEL, designEffect: warm.designEffect });
  return isInterval(interval) ? interval : undefined;
}
