import type { Architecture } from '../pricing/index.js';
import type { Megabytes } from '../units/index.js';
import type { ExplorationGoal, SizeRange } from './exploration.js';

/**
 * What a file and a command line have said of which memory sizes to measure and how often, without defaults: what is not
 * said depends on what is. Not both a list and a range, nor a goal beside a number of invocations.
 */
export interface Asked {
  /** Sorted, without duplicates. */
  readonly sizesMB?: readonly Megabytes[];
  readonly rangeMB?: SizeRange;
  /** So often at every size: Kelvin does not choose. */
  readonly invocations?: { readonly cold: number; readonly warm: number };
  readonly goal?: AskedGoal;
  /** Without duplicates, in the order in which they were named. */
  readonly architectures?: readonly Architecture[];
}

/** As much of the goal of exploring as was said. */
export type AskedGoal = Partial<Omit<ExplorationGoal, 'rangeMB'>>;
