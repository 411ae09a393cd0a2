import type { Megabytes, Milliseconds, Ratio, Usd } from '../units/index.js';

/** Every memory size from one to the other, in steps of 1 MB. */
export interface SizeRange {
  readonly low: Megabytes;
  readonly high: Megabytes;
}

/**
 * What `kelvin tune` is to find out, and what it may spend on it, where it chooses itself what to measure. A scenario has
 * either this or a number of invocations for each of its memory sizes.
 */
export interface ExplorationGoal {
  /** Every memory size of it is a candidate; without it those that are listed are. */
  readonly rangeMB?: SizeRange | undefined;
  /** How much worse than the best candidate the chosen one may be, by what the strategy wants small. */
  readonly regretRatio: Ratio;
  /** How sure that must be. */
  readonly confidenceRatio: Ratio;
  readonly budgetUsd?: Usd | undefined;
  /** Cold and warm ones, over the whole run. */
  readonly maxInvocations?: number | undefined;
  readonly maxTimeMs?: Milliseconds | undefined;
}

/** 2 % is what a price difference must be to be worth a change of the configuration; 95 % is the house's confidence. */
export const DEFAULT_REGRET = '2%';
export const DEFAULT_CONFIDENCE = '95%';
