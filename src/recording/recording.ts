import type { Header } from './header.js';
import type { End, Measurement } from './measurement.js';

/** A line that is no record, and why: counted in every view, never skipped in silence. */
export interface UnreadableLine {
  readonly lineNumber: number;
  readonly reason: string;
}

/** All that a run has written so far, in memory. */
export interface Recording {
  readonly header: Header;
  readonly measurements: readonly Measurement[];
  /** Missing while the run goes on, and for ever when it was killed. */
  readonly end?: End;
  readonly unreadable: readonly UnreadableLine[];
}
