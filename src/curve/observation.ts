import type { Architecture } from '../pricing/index.js';
import type { Megabytes, Milliseconds } from '../units/index.js';

/** A memory size on an architecture: one point that a function can be moved to. */
export interface Candidate {
  readonly memorySizeMB: Megabytes;
  readonly architecture: Architecture;
}

/** Whether two things are of the same candidate. */
export const isSameCandidate = (one: Candidate, other: Candidate | undefined): boolean =>
  one.memorySizeMB === other?.memorySizeMB && one.architecture === other.architecture;

/** One invocation that went well, or one that shows that its size does not work. */
export interface Observation extends Candidate {
  /** Those of one visit share an execution environment and its host. */
  readonly visit: number;
  readonly kind: 'cold' | 'warm';
  readonly payload: string;
  /** Missing where it failed: an error of the function, or a timeout. */
  readonly durationMs?: Milliseconds;
  readonly billedDurationMs?: Milliseconds;
  /** Of a cold start, whether or not it is billed; with SnapStart Restore Duration. */
  readonly initDurationMs?: Milliseconds;
}
