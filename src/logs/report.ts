import type { Megabytes, Milliseconds } from '../units/index.js';

/**
 * What AWS says of one invocation when it is over: the REPORT line, or the `platform.report` event of JSON logs. The
 * fields are AWS's own, as printed; none is ever computed from another.
 */
export interface Report {
  /** Missing where a copy of the line has lost it or hides it (`<guid>`). */
  readonly requestId?: string;
  /** What AWS measured in the handler (and its extensions). */
  readonly durationMs: Milliseconds;
  /** This and the two below are missing on Lambda Managed Instances alone: they report their Duration and no more. */
  readonly billedDurationMs?: Milliseconds;
  readonly memorySizeMB?: Megabytes;
  readonly maxMemoryUsedMB?: Megabytes;
  /** Only on the first invocation of an execution environment: a cold start. */
  readonly initDurationMs?: Milliseconds;
  /** Only with SnapStart, instead of Init Duration. */
  readonly restoreDurationMs?: Milliseconds;
  readonly billedRestoreDurationMs?: Milliseconds;
  /** `timeout` or `error`; of success the text form says nothing, JSON logs say `success`. */
  readonly status?: string;
  /** `Runtime.OutOfMemory`, `Runtime.ExitError` and others; AWS's list is open. */
  readonly errorType?: string;
  /** From the X-Ray line below the report, or the event's `tracing`. */
  readonly xrayTraceId?: string;
  readonly xraySegmentId?: string;
  readonly xraySampled?: boolean;
  /**
   * The line ends in the middle of a field. What stands before is whole, but whether an Init Duration would have
   * followed is not known: such a report is neither a cold nor a warm start.
   */
  readonly truncated?: true;
  /** Fields that Kelvin does not know, as printed: AWS adds some now and then. */
  readonly other?: Readonly<Record<string, string>>;
}

/** A line that should be a report and cannot be read as one: kept with the reason, never turned into a zero. */
export interface Unreadable {
  readonly line: string;
  readonly reason: string;
}

export const isReport = (it: Report | Unreadable): it is Report => 'durationMs' in it;
