/*
 * A run that stops as soon as a bound looks safe has looked many times, and would be wrong more often than it says. So it
 * looks at a few times only, each at 1.4 times as many invocations as the last one, and each look is held to 0.22 of what may
 * go wrong: Pocock's constant for 11 looks (Jennison and Turnbull 2000, table 2.1: 0.0112 one-sided for 0.05), which are
 * enough for 230 invocations, and the looks after that add all but nothing.
 */
const FIRST_LOOK = 6;
const GROWTH = 1.4;
const SHARE_OF_A_LOOK = 0.22;

/** As many as the confidence pays for: a run that was told no end of its own ends with them. */
export const PAID_LOOKS = 11;

/** What a look may leave out, of what the whole run may. */
export const doubtOfLook = (confidenceRatio: number): number => (1 - confidenceRatio) * SHARE_OF_A_LOOK;

/** How many looks so many invocations are due. */
export const looksBy = (invocations: number): number =>
  invocations < FIRST_LOOK ? 0 : 1 + Math.floor(Math.log(invocations / FIRST_LOOK) / Math.log(GROWTH) + 1e-9);
