import type { Problem } from '../../../src/curve/index.js';
import {
  type Durations,
  type ProblemParts,
  problemOf,
  type RecordedCurve,
  type ReplayObjective,
} from '../../../src/explore/index.js';
import { type Architecture, bookFor } from '../../../src/pricing/index.js';
import { megabytes, ratio } from '../../../src/units/index.js';

/** A curve of exact durations, one for each size. */
export function exactCurve(
  durationsMs: Readonly<Record<number, number>>,
  architecture: Architecture = 'x86_64',
): RecordedCurve {
  return curveOf((ms) => ({ kind: 'mean', meanMs: ms, cvRatio: 0 }), durationsMs, architecture);
}

export function curveOf(
  spread: (meanMs: number) => Durations,
  durationsMs: Readonly<Record<number, number>>,
  architecture: Architecture = 'x86_64',
): RecordedCurve {
  return {
    name: 'f',
    sizes: Object.entries(durationsMs).map(([size, ms]) => ({
      memorySizeMB: megabytes(Number(size)),
      architecture,
      warm: spread(ms),
    })),
  };
}

export const TERMS: ProblemParts = {
  objective: { name: 'cheapest', strategy: { kind: 'cheapest' }, coldShareRatio: ratio(0) },
  goal: { regretRatio: ratio(0.02), confidenceRatio: ratio(0.95) },
  book: bookFor('us-east-1'),
  seed: 1,
};

export const problemBy = (curve: RecordedCurve, objective: Partial<ReplayObjective> = {}): Problem =>
  problemOf(curve, { ...TERMS, objective: { ...TERMS.objective, ...objective } });
