import { normalCdf, normalQuantile } from './normal.js';

/**
 * How much of alpha may be used up when the share `time` (0 to 1) of all that will be measured has been: Lan and DeMets 1983,
 * Biometrika 70. Whatever the looks are, and however many, the chance of a false one stays alpha.
 */
export type Spending = (alpha: number, time: number) => number;

/** Much the same bound at each look: the earliest answers (after Pocock 1977). */
export const pocockSpending: Spending = (alpha, time) => alpha * Math.log(1 + (Math.E - 1) * clamped(time));

/** Next to nothing early, nearly all of alpha at the end (after O'Brien and Fleming 1979). One-sided, as alpha is. */
export const obrienFlemingSpending: Spending = (alpha, time) =>
  time <= 0 ? 0 : 2 - 2 * normalCdf(-normalQuantile(alpha / 2) / Math.sqrt(clamped(time)));

const clamped = (time: number): number => Math.min(1, Math.max(0, time));
