import type { Candidate } from '../../curve/index.js';
import type { Durations } from './durations.js';

/** Cold starts of one size: Duration and Init Duration, each by itself. */
export interface ColdStarts {
  readonly duration: Durations;
  readonly init: Durations;
}

/** One memory size of a curve. */
export interface RecordedSize extends Candidate {
  readonly warm: Durations;
  /** Missing where none was recorded beside the warm ones, or none is asked for: visits then begin warm. */
  readonly cold?: ColdStarts;
  /** The function does not work at this size: out of memory, or a timeout after so long. */
  readonly failsAfterMs?: number;
}

/** What a platform does to durations, whatever the size: no recording says it, a made curve may. */
export interface Conditions {
  /** Kinds of hosts that a visit may land on: how often, and how many times as long everything takes there. */
  readonly hosts?: readonly { readonly shareRatio: number; readonly factor: number }[];
  /** By how much everything gets slower with a hundred invocations. */
  readonly driftRatio?: number;
}

/** What was recorded of one function at several memory sizes. */
export interface RecordedCurve {
  /** What tells it from the file's others; empty where there is but one. */
  readonly name: string;
  /** In rising order of memory, x86_64 first. */
  readonly sizes: readonly RecordedSize[];
  readonly conditions?: Conditions;
}
