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
}

/** What was recorded of one function at several memory sizes. */
export interface RecordedCurve {
  /** What tells it from the file's others; empty where there is but one. */
  readonly name: string;
  /** In rising order of memory, x86_64 first. */
  readonly sizes: readonly RecordedSize[];
}
