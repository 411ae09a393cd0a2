import type { Milliseconds } from '../../units/index.js';

/** One thing that a clean host lacks, and where its figures come from. */
export interface SimulatedPart {
  readonly name: 'coldStart' | 'hostMode' | 'network';
  /** Which figures hold it, in a phrase. */
  readonly affects: string;
  /** With their units. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly source: string;
  /** When it was measured. */
  readonly measured: string;
  /** How far it can be trusted, and why not further. */
  readonly certainty: string;
}

/** What is simulated, for whoever reads the figures. */
export interface Simulated {
  readonly seed: number;
  readonly parts: readonly SimulatedPart[];
  /** What AWS has and nothing here stands for, each with the reason. */
  readonly leftOut: readonly string[];
}

/**
 * The simulated milliseconds of one invocation. Each can be taken off again: the first two are in the latency alone, the
 * others in Init Duration and in Duration, and so in the latency as well.
 */
export interface SimulatedTimes {
  readonly networkMs?: Milliseconds;
  readonly coldStartMs?: Milliseconds;
  readonly initDurationMs?: Milliseconds;
  readonly durationMs?: Milliseconds;
  /** How much longer than here the environment's host takes for the same work: 1.25 is a quarter longer. */
  readonly hostSlowdown?: number;
}
