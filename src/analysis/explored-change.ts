import type { CurvePoint, Decision } from '../curve/index.js';
import type { Architecture } from '../pricing/index.js';
import type { Megabytes } from '../units/index.js';
import { pointOf } from './decision.js';
import type { Recommendation } from './result-schema.js';

type Change = NonNullable<Recommendation['versusCurrent']>;

/**
 * What changes against today's size by the curve, which knows that size whether or not it was measured. Each end takes
 * the worse ends of the two bands: that is wider than need be, and holds whatever the two have in common.
 */
export function exploredChange(
  decision: Decision,
  chosen: Pick<CurvePoint, 'memorySizeMB' | 'architecture'>,
  currentMemorySizeMB: Megabytes | null,
  currentArchitecture: Architecture,
): Change | null {
  if (currentMemorySizeMB === null) return null;
  const to = pointOf(decision, chosen);
  const from = pointOf(decision, { architecture: currentArchitecture, memorySizeMB: currentMemorySizeMB });
  if (to === undefined || from === undefined) return null;
  const same = to === from;
  const cost = changeOf(to.costPerMillionUsd, from.costPerMillionUsd, same);
  const duration = changeOf(to.durationMs, from.durationMs, same);
  return {
    currentMemorySizeMB,
    ...(currentArchitecture === chosen.architecture ? {} : { currentArchitecture }),
    costPercent: cost.mean,
    costPercentLow: cost.low,
    costPercentHigh: cost.high,
    durationPercent: duration.mean,
    durationPercentLow: duration.low,
    durationPercentHigh: duration.high,
    durationOf: 'mean',
    ...(from.n === 0 ? { note: 'today’s size was not measured: its figures are predicted' } : {}),
  };
}

interface Band {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

function changeOf(to: Band, from: Band, isSame: boolean): { mean: number; low: number | null; high: number | null } {
  if (isSame) return { mean: 0, low: 0, high: 0 };
  const percent = (above: number, below: number): number | null => (below > 0 ? (above / below - 1) * 100 : null);
  return {
    mean: percent(to.mean, from.mean) ?? 0,
    low: percent(to.low, from.high),
    high: percent(to.high, from.low),
  };
}
