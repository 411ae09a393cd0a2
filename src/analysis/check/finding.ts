import type { CheckFinding, CheckLook } from './check-result-schema.js';
import type { ColdStart } from './cold-starts.js';
import type { GatePlan } from './comparison.js';
import type { CheckComparison } from './comparisons-of.js';
import { ratioOf, shiftsOf } from './estimates.js';
import type { ComparisonFinding, Look } from './look.js';
import { METRIC_UNITS } from './metric-words.js';
import { modesOf } from './modes.js';
import { neededPerSide } from './needed.js';
import { pointsOf, sampleIn } from './points.js';

/** What a check found, without its sentence. */
export type Unworded = Omit<CheckFinding, 'reason'>;

export interface FindingTerms {
  readonly plan: GatePlan;
  readonly looks: readonly Look[];
  readonly starts: readonly ColdStart[];
  readonly isLive: boolean;
}

/** All that is known of one comparison. @param index its place among the comparisons that were looked at */
export function findingOf(comparison: CheckComparison, index: number, terms: FindingTerms): Unworded {
  const { metric, memorySizeMB, limits, blocks } = comparison;
  const { plan, looks, starts, isLive } = terms;
  const points = pointsOf(comparison, starts);
  const last = looks.at(-1)?.findings[index];
  const shifts = shiftsOf(blocks);
  const verdict = last?.verdict ?? 'inconclusive';
  return {
    metric,
    memorySizeMB,
    unit: METRIC_UNITS[metric],
    verdict,
    limits: { relativePercent: 100 * limits.relativeRatio, absolute: limits.absolute },
    isExact: false,
    base: sampleIn(points, 'base'),
    head: sampleIn(points, 'head'),
    shift: shifts?.shift ?? null,
    shiftPercent: shifts?.shiftPercent ?? null,
    medianRatio: ratioOf(blocks, isLive),
    chance: chanceOf(last),
    isSignificant: last !== undefined && (last.isHigher || last.isLower),
    neededPerSide: verdict === 'inconclusive' ? neededFor(last, plan) : null,
    modes: isLive ? null : modesOf(comparison),
    looks: looks.flatMap((look) => lookOf(look, index)),
    points,
  };
}

function chanceOf(last: ComparisonFinding | undefined): number | null {
  if (last === undefined || 'reason' in last.reading) return null;
  return Math.min(1, 2 * Math.min(last.reading.higherByChance, last.reading.lowerByChance));
}

function neededFor(last: ComparisonFinding | undefined, plan: GatePlan): number | null {
  if (last === undefined || 'reason' in last.reading) return null;
  const needed = neededPerSide(last.reading, plan);
  return Number.isFinite(needed) ? needed : null;
}

function lookOf({ findings, perSide }: Look, index: number): CheckLook[] {
  const found = findings[index];
  if (found === undefined || 'reason' in found.reading) return [];
  const { shift, low, high } = found.reading;
  const percent = (logarithm: number): number => 100 * Math.expm1(logarithm);
  return [
    {
      perSide,
      shiftPercent: percent(shift),
      // A bound that no value gives yet is not a number that JSON knows.
      lowPercent: Math.max(-100, percent(low)),
      highPercent: Math.min(Number.MAX_VALUE, percent(high)),
      verdict: found.verdict,
    },
  ];
}
