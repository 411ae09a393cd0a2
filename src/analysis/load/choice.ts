import type { LoadHeader } from '../../recording/index.js';
import { describeStrategy, type Strategy } from '../../scenario/index.js';
import { overlap } from '../../statistics/index.js';
import { formatMilliseconds, formatUsd } from '../../units/index.js';
import { sizeName, sizeNames } from '../size-name.js';
import { byCost, byLatency, byProduct, type LoadCandidate, type LoadCriterion } from './candidate.js';
import type { LoadResult } from './load-result.js';

/** The sizes that the strategy cannot tell apart under this load, the one to take first. */
export interface LoadChoice {
  readonly tied: readonly LoadCandidate[];
  /** Sizes that may or may not meet the strategy's limit: their interval holds it. */
  readonly undecided: readonly LoadCandidate[];
}

const cost = (it: LoadCandidate): number => it.cost.value;
const latency = (it: LoadCandidate): number => it.latency.value;

/** Applies a strategy as a tuning does, with what was seen under load: median latency, and cost at this load. */
export function chooseUnderLoad(candidates: readonly LoadCandidate[], strategy: Strategy): LoadChoice {
  switch (strategy.kind) {
    case 'cheapest':
    case 'monthly':
      return { tied: tiedBest(candidates, byCost, cost), undecided: [] };
    case 'fastest':
      return { tied: tiedBest(candidates, byLatency, latency), undecided: [] };
    case 'balanced':
      return { tied: tiedBest(candidates, byProduct, (it) => cost(it) * latency(it)), undecided: [] };
    case 'within':
      return within(candidates, 1 + strategy.costRatio);
    case 'max-duration':
      return below(candidates, strategy.limitMs);
  }
}

/** The fastest of those whose cost is at most `factor` times the least one. */
function within(candidates: readonly LoadCandidate[], factor: number): LoadChoice {
  const cheapest = [...candidates].sort((a, b) => cost(a) - cost(b))[0];
  if (cheapest === undefined) return { tied: [], undecided: [] };
  const limit = cost(cheapest) * factor;
  const feasible = candidates.filter((it) => cost(it) <= limit);
  const undecided = candidates.filter((it) => it !== cheapest && holds(it.cost.low, it.cost.high, limit));
  return { tied: tiedBest(feasible, byLatency, latency), undecided };
}

/** The cheapest of those whose latency is at most the limit at this percentile. */
function below(candidates: readonly LoadCandidate[], limit: number): LoadChoice {
  const meets = candidates.filter(
    ({ atLimit }) => !atLimit.atLeast && (atLimit.value ?? Number.POSITIVE_INFINITY) <= limit,
  );
  const undecided = candidates.filter(({ atLimit: { low, high } }) => holds(low, high, limit));
  return { tied: tiedBest(meets, byCost, cost), undecided };
}

/** An end that is not known may lie anywhere. */
const holds = (low: number | null, high: number | null, value: number): boolean =>
  (low ?? Number.NEGATIVE_INFINITY) <= value && value < (high ?? Number.POSITIVE_INFINITY);

/**
 * The best by the upper bound of the criterion, and all that overlap with it, in order of the upper bound of their cost:
 * among sizes that cannot be told apart the one that is surest to be cheap goes first, as in a tuning.
 */
function tiedBest(
  candidates: readonly LoadCandidate[],
  criterion: LoadCriterion,
  figure: (it: LoadCandidate) => number,
): LoadCandidate[] {
  const best = [...candidates].sort(
    (a, b) => compare(criterion(a).high, criterion(b).high) || figure(a) - figure(b),
  )[0];
  if (best === undefined) return [];
  const surestCost = (it: LoadCandidate): number => it.cost.high ?? it.cost.value;
  return candidates
    .filter((it) => overlap(criterion(it), criterion(best)))
    .sort((a, b) => surestCost(a) - surestCost(b) || cost(a) - cost(b));
}

/** Infinity less infinity is no number. */
const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

/** The choice with its sentence; null with fewer than two sizes, or none that may be chosen. */
export function choiceOf(
  { load: { strategy } }: LoadHeader,
  { tied }: LoadChoice,
  arms: LoadResult['arms'],
): LoadResult['choice'] {
  const sizes = arms.flatMap(({ memorySizeMB, architecture }) =>
    memorySizeMB === null || architecture === null ? [] : [{ memorySizeMB, architecture }],
  );
  const [chosen, ...others] = tied;
  if (chosen === undefined || sizes.length < 2) return null;
  const { memorySizeMB, architecture } = chosen.arm;
  const standing =
    others.length === 0
      ? superlativeOf(strategy)
      : `tied for ${superlativeOf(strategy)} with ${sizeNames(
          { sizes },
          others.map(({ arm }) => arm),
        )}`;
  const latencyPart = `median latency ${formatMilliseconds(chosen.latency.value)}${evidence(formatMilliseconds, chosen.latency, chosen.n)}`;
  const costPart = `${formatUsd(chosen.cost.value)} per million requests${evidence(formatUsd, chosen.cost, chosen.cost.n)}`;
  return {
    memorySizeMB,
    architecture,
    tied: tied.map(({ arm }) => ({ memorySizeMB: arm.memorySizeMB, architecture: arm.architecture })),
    strategy: describeStrategy(strategy),
    reason: `${sizeName({ sizes }, chosen.arm)} is ${standing} under this load: ${latencyPart}, ${costPart}.`,
  };
}

function superlativeOf(strategy: Strategy): string {
  if (strategy.kind === 'cheapest' || strategy.kind === 'fastest') return strategy.kind;
  return strategy.kind === 'balanced' ? 'the best balance of cost and latency' : `the ${describeStrategy(strategy)}`;
}

/** ` (95 % interval 56.0 ms to 66.5 ms, n = 40)`. */
const evidence = (
  format: (value: number) => string,
  { low, high }: { low: number | null; high: number | null },
  n: number,
): string =>
  low === null || high === null
    ? ` (no interval, n = ${n})`
    : ` (95 % interval ${format(low)} to ${format(high)}, n = ${n})`;
