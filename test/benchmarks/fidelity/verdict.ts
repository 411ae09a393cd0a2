import type { FigureSet } from './figure.js';
import { isBusy } from './other-load.js';

/** `disturbed`: a bound is not met, and the host had other work, so nothing can be said. */
export type Verdict = 'within bounds' | 'OUTSIDE bounds' | 'disturbed' | 'not measured';

/** A part as it was measured, and what the host did meanwhile. */
export interface Measured {
  readonly set: FigureSet;
  /** CPUs that others used before and after it. */
  readonly otherLoad: readonly (number | undefined)[];
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
  if (outcome.set.bounds.every(({ isMet }) => isMet)) return 'within bounds';
  return outcome.otherLoad.some(isBusy) ? 'disturbed' : 'OUTSIDE bounds';
}

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
