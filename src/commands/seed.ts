import type { RawOptions } from './command.js';
import { CommandError } from './command-error.js';

/** Random without --seed; it is written down with the figures, so that a run can be repeated. */
export function seedOf({ seed: typed }: RawOptions): number {
  if (typed === undefined) return Math.floor(Math.random() * 2 ** 31);
  const seed = Number(typed);
  if (Number.isSafeInteger(seed) && seed >= 0) return seed;
  throw new CommandError(`--seed ${String(typed)} is no seed`, 'a whole number of 0 or more');
}
