import { seededRandom } from '../../statistics/index.js';

/**
 * The n-th number in [0, 1) of a series: a function of its arguments alone, so that a run can be repeated whatever else
 * is drawn in between. @param series keeps draws for different purposes apart.
 */
export function uniform(seed: number, series: string, n: number): number {
  // FNV-1a spreads neighbours apart; the generator's first step then mixes all bits.
  let hash = 0x811c9dc5;
  for (const character of `${seed}/${series}/${n}`) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return seededRandom(hash)();
}

/** A distribution as its quantiles: probability and value, both rising, from the smallest value seen to the largest. */
export type Quantiles = readonly (readonly [probability: number, value: number])[];

/** The value at a probability, straight between two quantiles: nothing beyond what was measured is ever drawn. */
export function valueAt(quantiles: Quantiles, probability: number): number {
  const above = quantiles.findIndex(([p]) => p >= probability);
  const [p2, high] = quantiles[above] ?? quantiles.at(-1) ?? [1, 0];
  const [p1, low] = quantiles[above - 1] ?? [p2, high];
  return p2 === p1 ? high : low + ((high - low) * (probability - p1)) / (p2 - p1);
}
