import { FAMILIES } from './families.js';
import { type SimulatedRun, simulate } from './simulate.js';

export interface FamilyRun extends SimulatedRun {
  readonly family: string;
  readonly seed: number;
}

/** So many members of each family, from a seed on. */
export const runFamilies = (first: number, count: number, draws: number): FamilyRun[] =>
  FAMILIES.flatMap(({ name, of }) =>
    Array.from({ length: count }, (_, index) => {
      const seed = first + index;
      return { family: name, seed, ...simulate(of(seed), seed, { draws }) };
    }),
  );

/** Whether the chosen one is no worse than it was said to be at most. */
export const isHeld = ({ regret, done: { boundRatio } }: FamilyRun): boolean =>
  regret === undefined || boundRatio === null || regret <= boundRatio + 1e-9;

export const share = <T>(items: readonly T[], of: (item: T) => boolean): number =>
  items.filter(of).length / Math.max(1, items.length);

export const named = ({ family, seed }: FamilyRun): string => `${family}, seed ${seed}`;
