import type { Promised } from '../../recording/index.js';
import type { Result } from '../result-schema.js';

type Recommended = NonNullable<Result['recommendation']>;

/**
 * What a recommendation promises of the function at its memory size of today: the change of cost and of warm duration; where
 * today's size was not measured the figures themselves; and the limit, where there is one. A promise is held to its worse
 * end and the tolerance. What the strategy wants small may not get larger than it is today, however wide the interval was.
 *
 * @param toleranceRatio how much worse than the worse end still keeps it
 */
export function promisesOf({ recommendation, sizes, scenario }: Result, toleranceRatio: number): Promised[] {
  if (recommendation === null) return [];
  const { strategy } = scenario;
  const change = recommendation.versusCurrent;
  const figures =
    change === null
      ? levelsOf(recommendation, sizes, toleranceRatio)
      : changesOf(change, strategy.kind, toleranceRatio);
  if (strategy.kind !== 'max-duration') return figures;
  const { percentile, limitMs, of = 'warm' } = strategy;
  return [...figures, { kind: 'limit', percentile, limitMs, of }];
}

type StrategyKind = Result['scenario']['strategy']['kind'];

/** What a strategy alone is after. */
const WANTED: Readonly<Partial<Record<StrategyKind, 'cost' | 'duration'>>> = {
  cheapest: 'cost',
  monthly: 'cost',
  fastest: 'duration',
};

function changesOf(
  it: NonNullable<Recommended['versusCurrent']>,
  strategy: StrategyKind,
  toleranceRatio: number,
): Promised[] {
  const most = (of: 'cost' | 'duration', end: number): number => {
    const kept = ((1 + end / 100) * (1 + toleranceRatio) - 1) * 100;
    return WANTED[strategy] === of ? Math.min(kept, toleranceRatio * 100) : kept;
  };
  const cost = { percent: it.costPercent, low: it.costPercentLow, high: it.costPercentHigh };
  const duration = { percent: it.durationPercent, low: it.durationPercentLow, high: it.durationPercentHigh };
  return [
    { kind: 'change', of: 'cost', ...cost, mostPercent: most('cost', cost.high ?? cost.percent) },
    {
      ...{ kind: 'change', of: 'duration', durationOf: it.durationOf ?? 'median', ...duration },
      mostPercent: most('duration', duration.high ?? duration.percent),
    },
  ];
}

function levelsOf(chosen: Recommended, sizes: Result['sizes'], toleranceRatio: number): Promised[] {
  const size = sizes.find((it) => it.memorySizeMB === chosen.memorySizeMB && it.architecture === chosen.architecture);
  const cost = size?.costPerMillionUsd;
  const duration = size?.warm.durationMs;
  const level = (of: 'cost' | 'duration', value: number, low: number | null, high: number | null): Promised => ({
    ...{ kind: 'level', of, value, low, high },
    most: (high ?? value) * (1 + toleranceRatio),
  });
  return [
    ...(cost == null ? [] : [level('cost', cost.mean, cost.low, cost.high)]),
    ...(duration == null ? [] : [level('duration', duration.median, duration.low, duration.high)]),
  ];
}

/** After how many blocks of both sizes it is looked whether the promises hold. */
const LOOKS = [6, 12, 20];

/**
 * Each look has its part of the 5 % (Bonferroni), so that looking early costs no certainty. Intervals of a figure itself, and
 * of all starts together, are at 95 % alone: those promises are looked at once.
 */
export const looksFor = (promises: readonly Promised[]): number[] =>
  promises.some((it) => it.kind === 'level' || (it.kind === 'limit' && it.of === 'all')) ? LOOKS.slice(-1) : LOOKS;
