import type { Candidate } from './observation.js';

/*
 * How the true curve may differ from its shape. Real ones do: by garbage collection in little memory, by a library with
 * threads of its own, by what else the hosts of one size are. Published ones of real functions are within 3 % of a shape as
 * a rule, and some are nothing like any.
 */

/** One assumption about it, with what it is believed by before the first measurement. */
export interface Roughness {
  /** Standard deviation of what neighbouring sizes share, as a share of the duration. */
  readonly common: number;
  /** Of what each size has to itself. */
  readonly own: number;
  readonly logPrior: number;
}

const COMMON = [0.03, 0.12] as const;

/**
 * The last two are for functions whose curve is no curve: after some measurements that fit one they are ruled out, and
 * where nothing fits they say that only what was measured is known.
 */
const OWN = [
  { own: 0.015, prior: 0.4 },
  { own: 0.05, prior: 0.35 },
  { own: 0.15, prior: 0.2 },
  { own: 0.5, prior: 0.05 },
] as const;

export const ROUGHNESSES: readonly Roughness[] = COMMON.flatMap((common) =>
  OWN.map(({ own, prior }) => ({ common, own, logPrior: Math.log(prior / COMMON.length) })),
);

/** Neighbours within half an octave share most of it: so far what makes a difference (a collector, a cache) reaches. */
const OCTAVES = 1.5;

/** What the two architectures have in common of it, and how far apart they may be as a whole: 30 % is as published. */
const ACROSS_ARCHITECTURES = 0.5;
export const ARCHITECTURE_VARIANCE = 0.3 ** 2;

/** Correlation of the common part between each pair of candidates, row by row: Matern's of order 3/2 over octaves. */
export function commonCorrelation(candidates: readonly Candidate[]): Float64Array {
  const size = candidates.length;
  const matrix = new Float64Array(size * size);
  candidates.forEach((a, i) => {
    candidates.forEach((b, j) => {
      const distance = (Math.sqrt(3) * Math.abs(Math.log2(a.memorySizeMB / b.memorySizeMB))) / OCTAVES;
      const across = a.architecture === b.architecture ? 1 : ACROSS_ARCHITECTURES;
      matrix[i * size + j] = across * (1 + distance) * Math.exp(-distance);
    });
  });
  return matrix;
}
