import type { Megabytes } from '../../../src/units/index.js';

/** What was measured through the emulator, beside AWS's. */
export interface Figure {
  /** What it is, as a table's row says it: `Duration of 17 ms of CPU`. */
  readonly name: string;
  readonly unit: 'ms' | 'ratio' | 'MB' | 'CPUs';
  readonly memorySizeMB: Megabytes;
  /** How many were measured; the median and its interval are of these. */
  readonly n: number;
  readonly median: number;
  /** 95 % interval of the median; none where n is too small for one. */
  readonly interval?: { readonly low: number; readonly high: number };
  /** AWS's; none where it has published or shown none. */
  readonly aws?: number;
  /** median / aws - 1, signed: a ratio, not percent. */
  readonly error?: number;
}

/** A bound that a set of figures is held to. */
export interface Bound {
  /** `median relative error over the sizes`. */
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  readonly isMet: boolean;
  /** What the value would be if other work had lengthened what was measured by this ratio; none where it cannot have. */
  readonly less?: (ratio: number) => number;
}

/** One of the things that fidelity is measured by. */
export interface FigureSet {
  /** `CPU staircase`. */
  readonly title: string;
  /** Where AWS's figures come from, and how sure they are. */
  readonly source: string;
  readonly figures: readonly Figure[];
  readonly bounds: readonly Bound[];
  /** Why the host lets nothing be said of it or of a figure, a sentence each; with one of them the part is disturbed. */
  readonly disturbed?: readonly string[];
  /** What a reader has to know to judge them: calibrated CPU time, pace, what was left out. */
  readonly notes: readonly string[];
}
