import type { Header } from './header.js';
import type { End, Measurement } from './measurement.js';
import type { ProvisionedVersionLine } from './provisioned-version.js';
import type { ReportedInit } from './reported-init.js';

/** A line that is no record, and why: counted in every view, never skipped in silence. */
export interface UnreadableLine {
  readonly lineNumber: number;
  readonly reason: string;
}

/** All that a run has written so far, in memory. */
export interface Recording {
  readonly header: Header;
  readonly measurements: readonly Measurement[];
  /** Of versions that had provisioned concurrency: how much, and for how long. */
  readonly provisioned?: readonly ProvisionedVersionLine[];
  /** Of SnapStart and of provisioned concurrency. */
  readonly inits?: readonly ReportedInit[];
  /** Missing while the run goes on, and for ever when it was killed. */
  readonly end?: End;
  readonly unreadable: readonly UnreadableLine[];
}
