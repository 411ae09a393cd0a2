import { middle } from './middle.js';

/** Values of one unit in each cold start of both sides. */
export interface Pair {
  readonly base: readonly number[];
  readonly head: readonly number[];
}

/** Of all units together one may be called slower or faster by chance. */
const CHANCE = 0.05;

/**
 * How far the medians of the two sides may lie apart by chance in the unit where they lie furthest apart: the cold starts
 * are dealt out to two sides in every way there is, and the largest difference that any unit then has is kept in 95 of
 * 100 ways (Westfall and Young 1993, max T). That is true for any number of units, and for units that a busy host slows
 * down all at once. What is dealt out are distances from each side's own median, so that what has changed is no noise;
 * they are a little smaller than the noise is, by what n / (n - 1) puts right.
 * @returns undefined with too few cold starts for 95 of 100 ways
 */
export function noiseOf(pairs: readonly Pair[]): number | undefined {
  const base = pairs[0]?.base.length ?? 0;
  const both = base + (pairs[0]?.head.length ?? 0);
  const ways = waysToChoose(both, base);
  if (ways.length < 2 / CHANCE) return undefined;
  const rest = pairs.map(({ base, head }) => [...distances(base), ...distances(head)]);
  const largest = ways
    .map((way) => Math.max(0, ...rest.map((values) => Math.abs(differenceIn(values, way)))))
    .sort((a, b) => b - a);
  return largest[Math.floor(CHANCE * largest.length)];
}

function distances(values: readonly number[]): readonly number[] {
  const center = middle(values);
  const scale = Math.sqrt(values.length / Math.max(1, values.length - 1));
  return values.map((value) => (value - center) * scale);
}

function differenceIn(values: readonly number[], chosen: ReadonlySet<number>): number {
  return (
    middle(values.filter((_, index) => !chosen.has(index))) - middle(values.filter((_, index) => chosen.has(index)))
  );
}

/** Of ten, 252 ways to choose five. A check never traces more. */
function waysToChoose(of: number, count: number, from = 0): ReadonlySet<number>[] {
  if (count === 0) return [new Set()];
  const ways: ReadonlySet<number>[] = [];
  for (let first = from; first <= of - count; first++) {
    for (const rest of waysToChoose(of, count - 1, first + 1)) ways.push(new Set([first, ...rest]));
  }
  return ways;
}
