import type { Megabytes, Milliseconds } from '../units/index.js';

/**
 * What AWS says of one invocation when it is over: the REPORT line, or the `platform.report` event of JSON logs. The
 * fields are AWS's own, as printed; none is ever computed from another.
 */
export interface Report {
  readonly requestId: string;
  /** What AWS measured in the handler (and its extensions). */
  readonly durationMs: Milliseconds;
  readonly billedDurationMs: Milliseconds;
  readonly memorySizeMB: Megabytes;
  readonly maxMemoryUsedMB: Megabytes;
  /** Only on the first invocation of an execution environment: a cold start. */
  readonly initDurationMs?: Milliseconds;
  /** Only with SnapStart, instead of Init Duration. */
  readonly restoreDurationMs?: Milliseconds;
  readonly billedRestoreDurationMs?: Milliseconds;
  /** `timeout` or `error`; AWS prints nothing for success. */
  readonly status?: string;
  /** `Runtime.OutOfMemory`, `Runtime.ExitError` and others; AWS's list is open. */
  readonly errorType?: string;
}

/** A line that should be a report and cannot be read as one: kept with the reason, never turned into a zero. */
export interface Unreadable {
  readonly line: string;
  readonly reason: string;
}

export const isReport = (it: Report | Unreadable): it is Report => 'durationMs' in it;
