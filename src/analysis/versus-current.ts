import type { Architecture } from '../pricing/index.js';
import { isInterval } from '../statistics/index.js';
import type { Megabytes } from '../units/index.js';
import type { Candidate } from './candidate.js';
import { costQuotient, durationQuotient, type QuotientOf } from './change.js';
import type { CostTerms } from './cost.js';
import type { Recommendation } from './result-schema.js';

const TOO_FEW = 'too few visits to both sizes for a 95 % interval';

/** What changes when the function moves from the size it has today to the recommended one. */
export function versusCurrent(
  chosen: Candidate,
  candidates: readonly Candidate[],
  currentMemorySizeMB: Megabytes | null,
  currentArchitecture: Architecture,
  terms: CostTerms,
): Recommendation['versusCurrent'] {
  const current = candidates.find(
    ({ arm }) => arm.memorySizeMB === currentMemorySizeMB && arm.architecture === currentArchitecture,
  );
  if (current === undefined || currentMemorySizeMB === null) return null;
  if (current === chosen) return unchanged(currentMemorySizeMB);
  const cost = boundsOf(costQuotient(chosen.arm, current.arm, terms));
  const duration = boundsOf(durationQuotient(chosen.arm, current.arm));
  return {
    currentMemorySizeMB,
    ...(currentArchitecture === chosen.arm.architecture ? {} : { currentArchitecture }),
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

function boundsOf(change: QuotientOf | undefined): { readonly low: number; readonly high: number } | undefined {
  if (change === undefined || !isInterval(change.interval)) return undefined;
  return { low: percent(change.interval.low), high: percent(change.interval.high) };
}
