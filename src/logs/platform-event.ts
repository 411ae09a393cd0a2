import type { EpochMilliseconds, Milliseconds } from '../units/index.js';
import type { Report, Unreadable } from './report.js';

/** `init`: before the first invocation; `invoke`: again inside one, after a failed init; `snap-start`: at publish. */
export type InitPhase = 'init' | 'invoke' | 'snap-start';

/** What happened to the runtime outside of a handler's own success: it stands in `Status:` and `Error Type:`. */
interface Ending {
  readonly status?: string;
  readonly errorType?: string;
}

/** One init, timed: `INIT_REPORT`, `platform.initReport`. On demand AWS writes the text form for failures alone. */
export interface InitReport extends Ending {
  readonly kind: 'init-report';
  readonly initDurationMs: Milliseconds;
  readonly phase?: InitPhase;
  /** `on-demand`, `provisioned-concurrency`, `snap-start`, `lambda-managed-instances`; JSON logs alone say it. */
  readonly initializationType?: string;
}

/** One restore of a SnapStart snapshot: `RESTORE_REPORT`, `platform.restoreReport`. A failed one may have no duration. */
export interface RestoreReport extends Ending {
  readonly kind: 'restore-report';
  readonly restoreDurationMs?: Milliseconds;
}

/**
 * Everything that the Lambda platform itself writes into a function's log, in its text form or as a `platform.*` event
 * of JSON logs (Telemetry API schemas 2022-07-01, 2022-12-13 and 2025-01-29, read 2026-10). Names are AWS's.
 */
export type PlatformEvent =
  | { readonly kind: 'report'; readonly report: Report }
  | InitReport
  | RestoreReport
  | {
      readonly kind: 'init-start' | 'restore-start';
      readonly runtimeVersion?: string;
      readonly runtimeVersionArn?: string;
      readonly functionName?: string;
      readonly functionVersion?: string;
      readonly initializationType?: string;
      readonly phase?: string;
    }
  | { readonly kind: 'start'; readonly requestId: string; readonly version?: string }
  | { readonly kind: 'end'; readonly requestId: string }
  /** JSON logs have this one instead of END; it is no report, though it has a duration. */
  | ({ readonly kind: 'runtime-done'; readonly requestId: string; readonly durationMs?: Milliseconds } & Ending)
  | ({ readonly kind: 'init-runtime-done' | 'restore-runtime-done'; readonly phase?: string } & Ending)
  | {
      readonly kind: 'extension';
      readonly name: string;
      readonly state: string;
      readonly events: readonly string[];
      readonly errorType?: string;
    }
  | { readonly kind: 'telemetry'; readonly name: string; readonly state: string; readonly types: readonly string[] }
  | { readonly kind: 'logs-dropped'; readonly droppedRecords?: number; readonly reason?: string }
  /** `Task timed out after 3.00 seconds`: functions without `Status:` in their REPORT have this line beside it. */
  | { readonly kind: 'timed-out'; readonly requestId?: string; readonly afterMs: Milliseconds }
  /** `RequestId: <id> Error: Runtime exited with error: signal: killed`, and the older "Process exited before …". */
  | { readonly kind: 'runtime-exited'; readonly requestId: string; readonly reason: string }
  /** A `platform.*` type that is newer than this list. */
  | { readonly kind: 'unknown'; readonly type: string };

/** What a message's container knows of it: a CloudWatch export, `filter-log-events`, a subscription. */
export interface MessageMeta {
  readonly timestamp?: EpochMilliseconds;
  readonly logGroup?: string;
  readonly logStream?: string;
}

/** Where something stood: enough to find it again. */
export interface Place {
  /** File name, `-` for standard input, or the log group. */
  readonly source: string;
  /** From 1; missing where the source has no lines of its own. */
  readonly line?: number;
  readonly logStream?: string;
}

/** One invocation as its log tells it: the report, and what stands beside it about the same request. */
export interface LoggedInvocation {
  readonly kind: 'invocation';
  readonly place: Place;
  /** When the report was written; missing in logs without timestamps. */
  readonly at?: EpochMilliseconds;
  /** From the log group's name (`/aws/lambda/NAME`) or an init event. */
  readonly functionName?: string;
  /** `$LATEST` or a number: from START or from the log stream's name. */
  readonly version?: string;
  readonly report: Report;
  /** What went wrong, where the report or a line beside it says so: the cause in AWS's words. */
  readonly failure?: { readonly kind: 'timed-out' | 'error'; readonly errorType: string };
}

/** An init or a restore that was reported on its own. */
export interface LoggedInit {
  readonly kind: 'init';
  readonly place: Place;
  readonly at?: EpochMilliseconds;
  readonly functionName?: string;
  readonly event: InitReport | RestoreReport;
}

/** A line that should be the platform's and cannot be read. */
export interface LoggedUnreadable extends Unreadable {
  readonly kind: 'unreadable';
  readonly place: Place;
}

/** What reading a log brings forth, in the order in which it is known. */
export type LogRecord = LoggedInvocation | LoggedInit | LoggedUnreadable;

/** What was passed over, counted: a report that does not count is never dropped in silence. */
export interface ReadCounts {
  readonly bytes: number;
  /** Lines or messages, the application's own included. */
  readonly messages: number;
  /** REPORT lines that the function or another program printed itself: see `LogReader`. */
  readonly lookAlikes: number;
  /** START without a report by the end of the log: cut off, or still running. */
  readonly unfinished: number;
}
