import type { Interval } from './interval.js';
import { normalQuantile } from './normal.js';
import { type WeightedContrast, weighted } from './rank-strata.js';
import type { Contrast } from './rank-sum.js';
import { cornishFisher, excessOf, halfStep } from './rank-tail.js';
import { chancesOf } from './rank-test.js';

/** By how much the ones are higher than the others, and what `rankTest` leaves possible. */
export interface Shift {
  readonly estimate: number;
  readonly n: number;
  /** The one-sided bound below (with `level`) or above which the test rules the shift out; infinite where n is too small. */
  lowerBound(level: number): number;
  upperBound(level: number): number;
  /** Both bounds, each with half of what is left of the level. */
  interval(level: number): Interval;
}

/**
 * Hodges and Lehmann's shift (1963, Annals of Mathematical Statistics 34): the median of all differences between a one and
 * an other of the same stratum, each counted with van Elteren's weight. Its bounds invert the rank-sum test: those
 * differences that the test cannot reject. Ties are between values as recorded, in steps: a bound is one of the differences
 * that occur, and counted as if nothing tied, which gives a bound that is rather too wide.
 *
 * @returns undefined where no stratum has both
 */
export function hodgesLehmann(strata: readonly Contrast[]): Shift | undefined {
  const all = weighted(strata);
  if (all.length === 0) return undefined;
  const { values, weights, total } = differencesOf(all);
  const at = (wins: number): number => valueAt(values, weights, wins);
  const lowerBound = (level: number): number => at(total - criticalWins(all, total, level));
  const upperBound = (level: number): number =>
    -valueAt(negated(values), reversed(weights), total - criticalWins(all, total, level));
  const half = total / 2;
  return {
    estimate: (at(half) - valueAt(negated(values), reversed(weights), half)) / 2,
    n: all.reduce((sum, { ones, others }) => sum + ones.length + others.length, 0),
    lowerBound,
    upperBound,
    interval: (level) => ({ low: lowerBound((1 + level) / 2), high: upperBound((1 + level) / 2), level }),
  };
}

interface Differences {
  /** Ascending. */
  readonly values: Float64Array;
  readonly weights: Float64Array;
  readonly total: number;
}

function differencesOf(strata: readonly WeightedContrast[]): Differences {
  const first = strata[0]?.weight ?? 1;
  const differences = ({ ones, others }: Contrast): number[] =>
    ones.flatMap((one) => others.map((other) => one - other));
  if (strata.every(({ weight }) => weight === first)) {
    const values = Float64Array.from(strata.flatMap(differences)).sort();
    return { values, weights: new Float64Array(values.length).fill(first), total: first * values.length };
  }
  const pairs = strata.flatMap((it) => differences(it).map((value) => ({ value, weight: it.weight })));
  pairs.sort((x, y) => x.value - y.value);
  const weights = Float64Array.from(pairs, ({ weight }) => weight);
  return { values: Float64Array.from(pairs, ({ value }) => value), weights, total: weights.reduce((x, y) => x + y, 0) };
}

const negated = (values: Float64Array): Float64Array => values.map((value) => -value).reverse();
const reversed = (weights: Float64Array): Float64Array => weights.slice().reverse();

/** The first value up to which the weights add up to more than `sum`; minus infinity where `sum` is below zero. */
function valueAt(values: Float64Array, weights: Float64Array, sum: number): number {
  if (sum < 0) return Number.NEGATIVE_INFINITY;
  let reached = 0;
  for (let i = 0; i < values.length; i++) {
    reached += weights[i] as number;
    if (reached > sum + 1e-9) return values[i] as number;
  }
  return Number.POSITIVE_INFINITY;
}

/** The fewest weighted wins that have at most `1 - level` of chance; more than all where even those have more. */
function criticalWins(strata: readonly WeightedContrast[], total: number, level: number): number {
  const plain = strata.map((it) => ({
    ...it,
    ones: it.ones.map((_, index) => index),
    others: it.others.map((_, index) => it.ones.length + index),
  }));
  const chances = chancesOf(plain);
  if (chances === undefined) return approximateWins(strata, total, level);
  let tail = 0;
  for (let i = chances.length - 1; i >= 0; i--) {
    tail += chances[i] as number;
    // Without ties there are whole wins alone.
    if (tail > 1 - level + 1e-12) return (i + 1) / 2;
  }
  return 0;
}

function approximateWins(strata: readonly WeightedContrast[], total: number, level: number): number {
  const variance = strata.reduce((sum, { ones: { length: n }, others: { length: m }, weight }) => {
    return sum + (weight ** 2 * n * m * (n + m + 1)) / 12;
  }, 0);
  const z = cornishFisher(normalQuantile(level), excessOf(strata, variance));
  return total / 2 + z * Math.sqrt(variance) + halfStep(strata);
}
