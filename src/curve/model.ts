import type { Candidate } from './observation.js';
import { commonCorrelation, ownCorrelation } from './roughness.js';
import { type Shape, shapesFor } from './shapes.js';

/*
 * What is believed of a curve before and after measurements. Tried and dropped:
 *
 * - One exponential through the measurements (Parrotfish): on published curves it is tens of per cent off, and claims not.
 * - A Gaussian process over the logarithm of the memory size alone: what it says of sizes beyond the measured ones is so
 *   wide that it has to go there, and one invocation at 10,240 MB costs as much as 80 at 128 MB.
 * - Wait plus CPU time over share, two parameters by least squares: right for most functions, and where it is wrong
 *   (steps of the quota, collectors, bimodal hosts) nothing in it says so.
 *
 * So: many shapes that a curve can have for a reason (wait, share of a vCPU, number of threads, steps of the quota), each
 * with a Gaussian process for what differs from it, at several assumptions of how much that is, and each weighed by how well
 * it foretold what was measured. Where no shape fits, the roughest assumption wins, and only what was measured is known.
 */

/** The hypotheses about a list of candidates: what does not depend on what was measured. */
export interface Model {
  readonly candidates: readonly Candidate[];
  readonly shapes: readonly Shape[];
  /** Between each two candidates, of what neighbours share. */
  readonly common: Float64Array;
  /** The same of what a size has to itself. */
  readonly own: Float64Array;
}

export const modelOf = (candidates: readonly Candidate[]): Model => ({
  candidates,
  shapes: shapesFor(candidates),
  common: commonCorrelation(candidates),
  own: ownCorrelation(candidates),
});
