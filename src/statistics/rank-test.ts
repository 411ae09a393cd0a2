import { convolved, isCountable, type NullChances, nullChances } from './rank-null.js';
import { type WeightedContrast, weighted } from './rank-strata.js';
import { type Contrast, contrastMoments } from './rank-sum.js';
import { edgeworthTail, excessOf, halfStep } from './rank-tail.js';

/** What ranks say of the hypothesis that the ones are no higher than the others. */
export interface RankTest {
  /** The chance that the ones rank as high as they do, or higher, where nothing differs. */
  readonly chance: number;
  /** How far they rank above what is expected, in standard deviations, corrected for ties, not for continuity. */
  readonly z: number;
  /** Counted over all draws, not approximated. */
  readonly isExact: boolean;
}

/**
 * The rank-sum test of Wilcoxon, Mann and Whitney, one-sided, over strata with van Elteren's weights (one stratum: the plain
 * test). The chance is exact where the draws can be counted, ties or not: the distribution given the midranks that were
 * seen. Beyond that it is the normal approximation with corrections for ties and continuity (Hollander, Wolfe and Chicken,
 * Nonparametric Statistical Methods, 3rd ed., section 4.1), and of several strata for the tails.
 *
 * @param shift is taken from the ones first: tests whether they are higher by more than that
 */
export function rankTest(strata: readonly Contrast[], shift = 0): RankTest {
  const moved = shift === 0 ? strata : strata.map((it) => ({ ...it, ones: it.ones.map((one) => one - shift) }));
  const all = weighted(moved);
  let [excess, variance, wins] = [0, 0, 0];
  for (const { ones, others, weight } of all) {
    const own = contrastMoments({ ones, others });
    excess += weight * own.excess;
    variance += weight ** 2 * own.variance;
    wins += weight * (own.excess + (ones.length * others.length) / 2);
  }
  if (variance <= 0) return { chance: 1, z: 0, isExact: true };
  const deviation = Math.sqrt(variance);
  const z = excess / deviation;
  const chances = chancesOf(all);
  if (chances !== undefined) return { chance: tailFrom(chances, Math.round(2 * wins)), z, isExact: true };
  const chance = edgeworthTail((excess - halfStep(all)) / deviation, excessOf(all, variance));
  return { chance, z, isExact: false };
}

/** P(S >= from), summed from the far end, where the small terms are. */
export function tailFrom(chances: NullChances, from: number): number {
  let tail = 0;
  for (let i = chances.length - 1; i >= Math.max(0, from); i--) tail += chances[i] as number;
  return Math.min(1, tail);
}

/**
 * Half wins that a distribution over several strata may have at most, to be counted: a gate looks at twenty comparisons
 * between two blocks, and has milliseconds for each. Strata of one size stay far below it.
 */
export const MOST_VALUES = 3_000;

/** Chances of the weighted sum over all strata, or nothing where it cannot be counted. */
export function chancesOf(strata: readonly WeightedContrast[]): NullChances | undefined {
  const values = strata.reduce((sum, { ones, others, weight }) => sum + 2 * weight * ones.length * others.length, 1);
  const isWhole = strata.every(({ weight }) => Number.isInteger(weight));
  if (!isWhole || values > MOST_VALUES || !strata.every(isCountable)) return undefined;
  // Strata of one size without ties have one distribution, the same object.
  const kinds = new Map<NullChances, { readonly weight: number; count: number }>();
  for (const stratum of strata) {
    const chances = nullChances(stratum);
    const kind = kinds.get(chances);
    if (kind === undefined) kinds.set(chances, { weight: stratum.weight, count: 1 });
    else kind.count += 1;
  }
  let whole: NullChances = Float64Array.of(1);
  for (const [chances, { weight, count }] of kinds) {
    const power = powerOf(chances, count);
    whole = whole.length === 1 && weight === 1 ? power : convolved(whole, power, weight);
  }
  return whole;
}

const POWERS = new WeakMap<NullChances, NullChances[]>();

/** Chances of the sum over `count` strata of one kind; kept, as each look asks for one more. */
export function powerOf(chances: NullChances, count: number): NullChances {
  const known = POWERS.get(chances) ?? [chances];
  POWERS.set(chances, known);
  for (let have = known.length; have < count; have++) known.push(convolved(known[have - 1] as NullChances, chances));
  return known[count - 1] as NullChances;
}
