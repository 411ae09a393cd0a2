import { gaussian, type Random } from '../statistics/index.js';
import type { Draws } from './draws.js';
import type { Posterior } from './posterior.js';
import type { Problem } from './problem.js';

/**
 * Of published curves one size in fifty lies tens of per cent off all others, for no reason that a curve could show: other
 * hosts, an error path, a size that a service behind it likes. No smoothness foretells that, only a measurement does.
 */
const STRAYING = 0.02;
/** Standard deviation of the logarithm: half or one and a half times as long. */
const HOW_FAR = 0.4;

/**
 * Lets candidates of a list stray that were not measured. Of a range no single size is of interest for its own sake, and
 * each has neighbours a few MB away that would have to stray with it.
 */
export function letStray(draws: Draws, { measured }: Posterior, { goal }: Problem, random: Random): void {
  if (goal.rangeMB !== undefined) return;
  const { count, size, values } = draws;
  const normal = gaussian(random);
  const known = new Set(measured.map(({ index }) => index));
  for (let index = 0; index < size; index++) {
    if (known.has(index)) continue;
    for (let row = 0; row < count; row++) {
      if (random() >= STRAYING) continue;
      const at = row * size + index;
      values[at] = (values[at] as number) * Math.exp(HOW_FAR * normal());
    }
  }
}
