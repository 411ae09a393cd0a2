import type { Spending } from './spending.js';
import { passing, START, staying, type Walk } from './walk.js';

/**
 * Bounds of a standardised statistic at each look, one-sided: passing any of them has the chance alpha where nothing differs.
 *
 * @param times share of all that will be measured at most, at each look, ascending and above 0; the last need not be 1
 */
export function sequentialBounds(alpha: number, times: readonly number[], spending: Spending): readonly number[] {
  let walk = START;
  let spent = 0;
  return times.map((time) => {
    const allowed = spending(alpha, time);
    const bound = boundFor(walk, time, allowed - spent);
    spent = allowed;
    walk = staying(walk, time, bound);
    return bound;
  });
}

/** The chance that a statistic without drift passes one of the bounds at its look. */
export function passingChance(times: readonly number[], bounds: readonly number[]): number {
  let walk = START;
  let chance = 0;
  times.forEach((time, look) => {
    const bound = bounds[look] ?? HIGHEST;
    chance += passing(walk, time, bound);
    walk = staying(walk, time, bound);
  });
  return chance;
}

const HIGHEST = 8;
/** To a ten-millionth. */
const HALVINGS = 27;

function boundFor(walk: Walk, time: number, chance: number): number {
  let [low, high] = [-HIGHEST, HIGHEST];
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (passing(walk, time, middle) > chance) low = middle;
    else high = middle;
  }
  return high;
}
