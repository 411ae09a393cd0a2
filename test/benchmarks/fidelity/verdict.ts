import type { Bound, FigureSet } from './figure.js';
import { isBusy } from './other-load.js';

/** `disturbed`: a bound is not met, and the host had so much other work that it may be why, so nothing can be said. */
export type Verdict = 'within bounds' | 'OUTSIDE bounds' | 'disturbed' | 'not measured';

/** A part as it was measured, and what the host did meanwhile. */
export interface Measured {
  readonly set: FigureSet;
  /** CPUs that others used meanwhile; undefined where the system does not say. */
  readonly otherLoad: number | undefined;
}

/** A part that could not be measured, and why. */
export interface Failed {
  readonly title: string;
  readonly reason: string;
}

export type Outcome = Measured | Failed;

export const isMeasured = (it: Outcome): it is Measured => 'set' in it;

export function verdictOf(outcome: Outcome): Verdict {
  if (!isMeasured(outcome)) return 'not measured';
  const missed = outcome.set.bounds.filter(({ isMet }) => !isMet);
  if (missed.length === 0) return 'within bounds';
  return missed.every((bound) => isExcused(bound, outcome.otherLoad)) ? 'disturbed' : 'OUTSIDE bounds';
}

/**
 * Whoever shares a CPU with others that use a ratio of it has half of it meanwhile, so its work takes longer by no more than
 * that ratio: 1 / (1 - ratio / 2) <= 1 + ratio, up to 1; and so with as many others as there are CPUs.
 */
const isExcused = ({ less, limit }: Bound, load: number | undefined): boolean =>
  less !== undefined && isBusy(load) && less(load) <= limit;

/** The worst of all, in this order. */
const WORST: readonly Verdict[] = ['OUTSIDE bounds', 'not measured', 'disturbed', 'within bounds'];

export const together = (verdicts: readonly Verdict[]): Verdict =>
  WORST.find((it) => verdicts.includes(it)) ?? 'not measured';

/** As Kelvin's own: a threshold failed, the measurement failed, inconclusive, done. */
export const EXIT: Readonly<Record<Verdict, number>> = {
  'OUTSIDE bounds': 1,
  'not measured': 3,
  disturbed: 4,
  'within bounds': 0,
};
