import type { Bound, FigureSet } from './figure.js';
import { isBusy } from './other-load.js';

/**
 * `disturbed`: a bound is not met, and the host had so much other work that it may be why; or it left too few of what was
 * measured. Either way nothing can be said.
 */
export type Verdict = 'within bounds' | 'OUTSIDE bounds' | 'disturbed' | 'not measured';

/** A part as it was measured, and what the host did meanwhile. */
export interface Measured {
  readonly set: FigureSet;
  /** CPUs that others used meanwhile; undefined where the system does not say. */
  readonly otherLoad: number | undefined;
  /** How many there are. */
  readonly cpus: number;
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
  const { bounds, disturbed = [] } = outcome.set;
  if (disturbed.length > 0) return 'disturbed';
  const missed = bounds.filter(({ isMet }) => !isMet);
  if (missed.length === 0) return 'within bounds';
  return missed.every((bound) => isExcused(bound, outcome)) ? 'disturbed' : 'OUTSIDE bounds';
}

const isExcused = ({ less, limit }: Bound, { otherLoad, cpus }: Measured): boolean =>
  less !== undefined && isBusy(otherLoad) && less(longestDelay(otherLoad, cpus)) <= limit;

/**
 * By what ratio such a load makes work longer at the most. Who shares one CPU with it has half of that meanwhile, which is no
 * more than the load itself: 1 / (1 - load / 2) <= 1 + load, up to 1. Who needs all CPUs has what is left of them.
 */
const longestDelay = (load: number, cpus: number): number => Math.max(load, load / Math.max(0.01, cpus - load));

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
