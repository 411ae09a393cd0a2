import { binomialTerms } from './binomial.js';
import { independentCount } from './design-effect.js';
import type { Sample } from './sample.js';

/** One part of a mixture, such as the cold starts among all starts. Shares add up to 1. */
export interface Component<Q extends number = number> {
  readonly sample: Sample<Q>;
  readonly share: number;
  /** How many values are worth one independent value (`designEffect`); 1 without it. */
  readonly designEffect?: number;
}

/** An end is null where the values do not bound it. */
export interface MixtureQuantile<Q extends number> {
  readonly value: Q;
  readonly low: Q | null;
  readonly high: Q | null;
}

/**
 * The p-quantile of what is drawn from each component by its share, however many values there are of each, and the ends of
 * its interval. Both ends come from the distribution function turned round: where it may have passed p already, and where
 * it surely has. How much of each component lies below a value is bounded exactly (Clopper and Pearson 1934), each bound
 * with its part of the error (Bonferroni), so the promise is a lower bound whatever the distributions. A rare component
 * with few values costs at most its share: five cold starts are enough where one start in a hundred is cold.
 *
 * Resampling both was dropped: a percentile near the ends of thirty values has no honest bootstrap.
 */
export function mixtureQuantile<Q extends number>(
  components: readonly Component<Q>[],
  p: number,
  level = 0.95,
): MixtureQuantile<Q> {
  const tail = (1 - level) / 2 / components.length;
  const parts = components.map(({ sample, share, designEffect = 1 }) => {
    const worth = Math.max(1, independentCount(sample.length, designEffect));
    const bound = boundsBelow(worth, tail);
    return { sample, share, worth, bound };
  });
  const values = [...new Set(components.flatMap(({ sample }) => [...sample]))].sort((a, b) => a - b);
  const firstWhere = (below: (part: (typeof parts)[number], value: Q) => number): Q | undefined =>
    values[firstIndex(values.length, (index) => total(parts, (part) => below(part, values[index] as Q)) >= p - TINY)];
  const shareOf = ({ sample }: (typeof parts)[number], value: Q): number => countUpTo(sample, value) / sample.length;
  return {
    value: firstWhere(shareOf) ?? (values[values.length - 1] as Q),
    // Between two values the function is flat, so the quantile lies no lower than the first that may have passed p.
    low: firstWhere((part, value) => part.bound(Math.ceil(shareOf(part, value) * part.worth - TINY)).high) ?? null,
    high: firstWhere((part, value) => part.bound(Math.floor(shareOf(part, value) * part.worth + TINY)).low) ?? null,
  };
}

/** Shares that add up to 1, and counts that are whole, but for the last bits. */
const TINY = 1e-9;

const total = <Part extends { readonly share: number }>(parts: readonly Part[], of: (part: Part) => number): number =>
  parts.reduce((sum, part) => sum + part.share * of(part), 0);

/** The first of so many indices from which on the condition holds; their number where it never does. */
function firstIndex(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How many values are at most this one. */
const countUpTo = <Q extends number>(sample: Sample<Q>, value: Q): number =>
  firstIndex(sample.length, (index) => (sample[index] as number) > value);

/** Exact one-sided bounds of a chance by how many of `n` trials hit, each computed once. */
function boundsBelow(n: number, tail: number): (hits: number) => { readonly low: number; readonly high: number } {
  const known = new Map<number, { low: number; high: number }>();
  return (hits) => {
    const found = known.get(hits) ?? { low: lowBound(hits, n, tail), high: 1 - lowBound(n - hits, n, tail) };
    known.set(hits, found);
    return found;
  };
}

/** The least chance at which so many hits or more have a probability of at least `tail`. */
function lowBound(hits: number, n: number, tail: number): number {
  if (hits === 0) return 0;
  let [low, high] = [0, 1];
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (chanceOfAtLeast(hits, n, middle) < tail) low = middle;
    else high = middle;
  }
  return low;
}

function chanceOfAtLeast(hits: number, n: number, chance: number): number {
  let below = 0;
  for (const [k, term] of binomialTerms(n, chance)) {
    if (k >= hits) break;
    below += term;
  }
  return 1 - below;
}
