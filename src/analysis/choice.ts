import type { Strategy } from '../scenario/index.js';
import { isInterval, overlap, quantile, quantileInterval } from '../statistics/index.js';
import { LEVELS } from './all-starts.js';
import {
  byCost,
  byDuration,
  byMonth,
  byProduct,
  type Candidate,
  type Criterion,
  meanCost,
  meanMonth,
  medianDuration,
} from './candidate.js';
import { grouped } from './grouped.js';
import type { SizeResult } from './result-schema.js';

/** The sizes that the strategy cannot tell apart, the one to take first. */
export interface Choice {
  readonly tied: readonly Candidate[];
  /** Sizes that may or may not meet the strategy's limit: their interval holds it. */
  readonly undecided: readonly Candidate[];
  /** The one that exploring chose, where it fails or was disturbed too often to be recommended. */
  readonly leftOut?: SizeResult | undefined;
}

const NOTHING: Choice = { tied: [], undecided: [] };

/** Applies a strategy to the sizes that can be recommended. */
export function choose(candidates: readonly Candidate[], strategy: Strategy): Choice {
  switch (strategy.kind) {
    case 'cheapest':
      return { tied: tiedBest(candidates, byCost, meanCost), undecided: [] };
    case 'monthly':
      return { tied: cheapestMonth(candidates), undecided: [] };
    case 'fastest':
      return { tied: tiedBest(candidates, byDuration, medianDuration), undecided: [] };
    case 'balanced':
      return { tied: tiedBest(candidates, byProduct, (it) => meanCost(it) * medianDuration(it)), undecided: [] };
    case 'within':
      return chooseWithin(candidates, 1 + strategy.costRatio);
    case 'max-duration':
      return strategy.of === 'all'
        ? chooseOfAllStarts(candidates, strategy.limitMs)
        : chooseBelow(candidates, LEVELS[strategy.percentile], strategy.limitMs);
  }
}

/** The fastest of those whose mean cost is at most `factor` times the least one. */
function chooseWithin(candidates: readonly Candidate[], factor: number): Choice {
  const cheapest = smallest(candidates, meanCost);
  if (cheapest === undefined) return NOTHING;
  const limit = cheapest.cost.mean * factor;
  const feasible = candidates.filter((it) => it.cost.mean <= limit);
  const undecided = candidates.filter((it) => it !== cheapest && holds(byCost(it), limit));
  return { tied: tiedBest(feasible, byDuration, medianDuration), undecided };
}

/** The cheapest of those whose warm duration is at most the limit at this percentile. */
function chooseBelow(candidates: readonly Candidate[], p: number, limit: number): Choice {
  const judged = candidates.flatMap((candidate) => {
    const warm = grouped(candidate.arm.warm, (start) => start.durationMs);
    if (warm === undefined) return [];
    const { sample, designEffect } = warm;
    const interval = quantileInterval(sample, p, { designEffect });
    // Without an interval one thing is sure: a size whose quickest invocation is too slow does not meet the limit.
    const unsure = isInterval(interval) ? holds(interval, limit) : sample[0] <= limit;
    return [{ candidate, meets: quantile(sample, p) <= limit, unsure }];
  });
  return {
    tied: tiedBest(
      judged.filter((it) => it.meets).map((it) => it.candidate),
      byCost,
      meanCost,
    ),
    undecided: judged.filter((it) => it.unsure).map((it) => it.candidate),
  };
}

/** The cheapest of those of which all starts, by the cold share, are within the limit at its percentile. */
function chooseOfAllStarts(candidates: readonly Candidate[], limit: number): Choice {
  const meets = candidates.filter(({ size: { allStarts } }) => allStarts != null && allStarts.value <= limit);
  const undecided = candidates.filter(({ size: { allStarts } }) => {
    // Without cold starts nothing is known of the percentile.
    const { low, high } = allStarts ?? { low: null, high: null };
    return holds({ low: low ?? Number.NEGATIVE_INFINITY, high: high ?? Number.POSITIVE_INFINITY }, limit);
  });
  return { tied: tiedBest(meets, byCost, meanCost), undecided };
}

/** Of those that cost the same month, such as nothing within the free tier, the fastest goes first. */
function cheapestMonth(candidates: readonly Candidate[]): Candidate[] {
  const priced = candidates.filter((it) => Number.isFinite(meanMonth(it)));
  const upper = (it: Candidate): number => (Number.isFinite(byMonth(it).high) ? byMonth(it).high : meanMonth(it));
  return tiedBest(priced, byMonth, meanMonth).sort(ascending(upper, medianDuration));
}

const holds = (interval: { low: number; high: number }, value: number): boolean =>
  interval.low <= value && value < interval.high;

/**
 * The best by the upper bound of the criterion, and all that overlap with it, in order of the upper bound of their
 * cost: among sizes that cannot be told apart, the one that is surest to be cheap goes first. Where there is no upper
 * bound the mean stands in for it.
 */
function tiedBest(
  candidates: readonly Candidate[],
  criterion: Criterion,
  figure: (it: Candidate) => number,
): Candidate[] {
  const best = [...candidates].sort(ascending((it) => criterion(it).high, figure))[0];
  if (best === undefined) return [];
  return candidates
    .filter((it) => overlap(criterion(it), criterion(best)))
    .sort(ascending((it) => it.cost.high ?? it.cost.mean, meanCost));
}

function smallest(candidates: readonly Candidate[], figure: (it: Candidate) => number): Candidate | undefined {
  return [...candidates].sort(ascending(figure))[0];
}

function ascending(...keys: ((it: Candidate) => number)[]): (a: Candidate, b: Candidate) => number {
  return (a, b) => {
    for (const key of keys) if (key(a) !== key(b)) return key(a) < key(b) ? -1 : 1;
    return 0;
  };
}
