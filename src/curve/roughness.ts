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

/**
 * What a size has to itself it shares with sizes a few per cent away, as code and host hardly differ there; a part it does
 * not, such as the hosts that it happened to be placed on.
 */
const OWN_OCTAVES = 0.15;
const OWN_ALONE = 0.3;

/** Neighbours within half an octave share most of it: so far what makes a difference (a collector, a cache) reaches. */
const OCTAVES = 1.5;

/** What the two architectures have in common of it, and how far apart they may be as a whole: 30 % is as published. */
const ACROSS_ARCHITECTURES = 0.5;
export const ARCHITECTURE_VARIANCE = 0.3 ** 2;

/** Correlation of the common part between each pair of candidates, row by row: Matern's of order 3/2 over octaves. */
export const commonCorrelation = (candidates: readonly Candidate[]): Float64Array =>
  betweenEach(candidates, (a, b) => {
    const distance = (Math.sqrt(3) * octavesBetween(a, b)) / OCTAVES;
    const across = a.architecture === b.architecture ? 1 : ACROSS_ARCHITECTURES;
    return across * (1 + distance) * Math.exp(-distance);
  });

/** The same of the own part: of order 1/2, whose curves have corners. */
export const ownCorrelation = (candidates: readonly Candidate[]): Float64Array =>
  betweenEach(candidates, (a, b) => {
    if (a === b) return 1;
    return a.architecture === b.architecture ? (1 - OWN_ALONE) * Math.exp(-octavesBetween(a, b) / OWN_OCTAVES) : 0;
  });

const octavesBetween = (a: Candidate, b: Candidate): number => Math.abs(Math.log2(a.memorySizeMB / b.memorySizeMB));

function betweenEach(candidates: readonly Candidate[], of: (a: Candidate, b: Candidate) => number): Float64Array {
  const size = candidates.length;
  const matrix = new Float64Array(size * size);
  candidates.forEach((a, i) => {
    candidates.forEach((b, j) => {
      matrix[i * size + j] = of(a, b);
    });
  });
  return matrix;
}
