import type { Candidate, Observation, Problem } from '../../src/curve/index.js';
import { megabytes, milliseconds, ratio, usd } from '../../src/units/index.js';

export const candidateOf = (memorySize: number, architecture: Candidate['architecture'] = 'x86_64'): Candidate => ({
  memorySizeMB: megabytes(memorySize),
  architecture,
});

/** The cheapest of some sizes at a dollar a megabyte and millisecond. */
export const problemWith = (parts: Partial<Problem> = {}): Problem => ({
  candidates: [128, 512, 1769].map((size) => candidateOf(size)),
  objective: { kind: 'cheapest' },
  priceUsd: ({ memorySizeMB }, billedMs) => usd(memorySizeMB * billedMs),
  coldShareRatio: ratio(0),
  goal: { regretRatio: ratio(0.02), confidenceRatio: ratio(0.95) },
  payloads: [{ name: 'p', weight: 1 }],
  seed: 1,
  ...parts,
});

/** Warm invocations of one visit. */
export const warm = (memorySize: number, visit: number, durations: readonly number[], payload = 'p'): Observation[] =>
  durations.map((duration) => ({
    ...candidateOf(memorySize),
    ...{ visit, payload, kind: 'warm', durationMs: milliseconds(duration) },
  }));

export const durationOf = ({ durationMs }: Observation): number | undefined => durationMs;
