import type { EpochMilliseconds } from '../../units/index.js';
import type { LoggedInvocation, Place } from '../platform-event.js';
import type { Report } from '../report.js';

export type Failure = NonNullable<LoggedInvocation['failure']>;

/** What an attempt needs to know of where it was logged. */
export interface Origin {
  readonly logStream: string | undefined;
  readonly functionName: string | undefined;
  readonly version: string | undefined;
  readonly reported: Set<Attempt>;
}

/** A report with where and when it was written. */
export interface Reported {
  readonly report: Report;
  readonly place: Place;
  readonly at: EpochMilliseconds | undefined;
}

/** One attempt at an invocation, as far as its log is read. */
export class Attempt {
  started = false;
  ended = false;
  /** The last report so far. */
  reported: Reported | undefined;
  /** From a line beside the report. */
  failure: Failure | undefined;
  /** A report has followed the END. */
  complete = false;
  /** The number of the event at which it is given out, where no stream tells when. */
  due = 0;
  settled = false;
  /** Its neighbours in `OpenAttempts`, to which these four belong. */
  bucket = 0;
  older: Attempt | undefined;
  younger: Attempt | undefined;
  nextInBucket: Attempt | undefined;

  constructor(
    readonly key: string,
    readonly scope: Origin,
    readonly version: string | undefined,
  ) {}
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Built step by step, not by spreading: a log may have millions of these. */
export function recordOf(attempt: Attempt, { report, place, at }: Reported): LoggedInvocation {
  const { scope, version = scope.version } = attempt;
  const record: Mutable<LoggedInvocation> = { kind: 'invocation', place, report };
  if (at !== undefined) record.at = at;
  if (scope.functionName !== undefined) record.functionName = scope.functionName;
  if (version !== undefined) record.version = version;
  const failure = failureIn(report, attempt.failure);
  if (failure !== undefined) record.failure = failure;
  return record;
}

/** AWS names the true cause in the report, where it has a status; logs from before 2024 have lines beside it. */
function failureIn({ status, errorType }: Report, beside: Failure | undefined): Failure | undefined {
  if (status === 'timeout') return TIMED_OUT;
  if (status === undefined || status === 'success') return beside;
  return { kind: 'error', errorType: errorType ?? beside?.errorType ?? status };
}

/** What Invoke answers with for a timeout. */
export const TIMED_OUT: Failure = { kind: 'timed-out', errorType: 'Sandbox.Timedout' };
