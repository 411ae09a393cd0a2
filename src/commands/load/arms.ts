import type { Architecture } from '../../pricing/index.js';
import { seededRandom, shuffled } from '../../statistics/index.js';
import type { Megabytes } from '../../units/index.js';

/** One load at one memory size. */
export interface Arm {
  readonly number: number;
  /** null where it is not ours to set and not known either. */
  readonly memorySizeMB: Megabytes | null;
  readonly architecture: Architecture | null;
}

/** All of them in an order that the seed decides: what changes with time must not look like a memory size. */
export function armsOf(
  memorySizesMB: readonly (Megabytes | null)[],
  architectures: readonly (Architecture | null)[],
  seed: number,
): readonly Arm[] {
  const all = memorySizesMB.flatMap((memorySizeMB) =>
    architectures.map((architecture) => ({ memorySizeMB, architecture })),
  );
  return shuffled(all, seededRandom(seed)).map((arm, number) => ({ number, ...arm }));
}
