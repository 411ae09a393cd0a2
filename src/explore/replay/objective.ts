import { listPriceOf, monthPriceOf, type Problem } from '../../curve/index.js';
import type { PriceBook } from '../../pricing/index.js';
import type { ExplorationGoal, Strategy } from '../../scenario/index.js';
import { milliseconds, type Ratio, ratio } from '../../units/index.js';
import type { RecordedCurve } from './recorded-curve.js';
import { limitedMs } from './truth.js';

/** A limit of a duration that is right for any function: so many times what the quickest size takes. */
export interface RelativeLimit extends Omit<Extract<Strategy, { kind: 'max-duration' }>, 'limitMs' | 'kind'> {
  readonly kind: 'relative-limit';
  readonly factor: number;
}

/** What a replay is to find on every curve. */
export interface ReplayObjective {
  readonly name: string;
  readonly strategy: Strategy | RelativeLimit;
  readonly coldShareRatio: Ratio;
}

export interface ProblemParts {
  readonly objective: ReplayObjective;
  readonly goal: ExplorationGoal;
  readonly book: PriceBook;
  readonly seed: number;
}

/** The problem that a policy is given: all that it may know of a curve before its first measurement. */
export function problemOf(curve: RecordedCurve, { objective, goal, book, seed }: ProblemParts): Problem {
  const strategy = strategyOf(objective, curve);
  return {
    candidates: curve.sizes.map(({ memorySizeMB, architecture }) => ({ memorySizeMB, architecture })),
    objective: strategy,
    priceUsd: listPriceOf(book),
    ...(strategy.kind === 'monthly' ? { monthUsd: monthPriceOf(book, strategy.requestsPerMonth) } : {}),
    coldShareRatio: hasColdStarts(curve) ? objective.coldShareRatio : ratio(0),
    goal,
    payloads: [{ name: 'recorded', weight: 1 }],
    seed,
  };
}

const hasColdStarts = ({ sizes }: RecordedCurve): boolean => sizes.every(({ cold }) => cold !== undefined);

function strategyOf({ strategy, coldShareRatio }: ReplayObjective, { sizes }: RecordedCurve): Strategy {
  if (strategy.kind !== 'relative-limit') return strategy;
  const { percentile, of, factor } = strategy;
  const least = Math.min(...sizes.map((size) => limitedMs(size, strategy, coldShareRatio)));
  return {
    kind: 'max-duration',
    percentile,
    ...(of === undefined ? {} : { of }),
    limitMs: milliseconds(least * factor),
  };
}
