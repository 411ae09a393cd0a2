/*
 * A run that stops as soon as a bound looks safe has looked many times, and would be wrong more often than it says. So it
 * looks at a few times only, each a fifth more invocations than the last one, and each look is held to a sixth of what may
 * go wrong: Pocock's constant for 20 looks (Jennison and Turnbull 2000, table 2.1: 0.0084 one-sided for 0.05), which are
 * enough for 230 invocations, and the looks after that add all but nothing.
 */
const FIRST_LOOK = 6;
const GROWTH = 1.2;
const SHARE_OF_A_LOOK = 1 / 6;

/** What a look may leave out, of what the whole run may. */
export const doubtOfLook = (confidenceRatio: number): number => (1 - confidenceRatio) * SHARE_OF_A_LOOK;

/** How many looks so many invocations are due. */
export const looksBy = (invocations: number): number =>
  invocations < FIRST_LOOK ? 0 : 1 + Math.floor(Math.log(invocations / FIRST_LOOK) / Math.log(GROWTH) + 1e-9);
