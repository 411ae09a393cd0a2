import type { EpochMilliseconds, Megabytes, Milliseconds } from '../../units/index.js';

/**
 * Everything that an execution environment says of itself and of what runs in it: the events of the Telemetry API
 * (schemas 2022-07-01, 2022-12-13 and 2025-01-29; "Event schema reference", developer guide, read 2026-11), in AWS's
 * words and units. Log lines of both formats and what subscribers get are written from these, so they cannot disagree.
 *
 * Durations are not rounded here: how many decimals are printed is the format's affair.
 */
export type PlatformEvent =
  | Event<'platform.initStart', InitStart>
  | Event<'platform.initRuntimeDone', InitRuntimeDone>
  | Event<'platform.initReport', InitReport>
  | Event<'platform.start', Start>
  | Event<'platform.runtimeDone', RuntimeDone>
  | Event<'platform.report', Report>
  | Event<'platform.restoreStart', RestoreStart>
  | Event<'platform.restoreRuntimeDone', RestoreRuntimeDone>
  | Event<'platform.restoreReport', RestoreReport>
  | Event<'platform.extension', Extension>
  | Event<'platform.telemetrySubscription', TelemetrySubscription>
  /** Of the Logs API of 2020, which the Telemetry API has replaced and which still answers. */
  | Event<'platform.logsSubscription', TelemetrySubscription>
  | Event<'platform.logsDropped', LogsDropped>
  | Written<'function'>
  | Written<'extension'>;

/** What the function, or an extension, has written: a line without its newline, or a message of several. */
type Written<Type extends string> = Event<Type, string> & {
  /** It had no newline at its end, and has none in the log. */
  readonly endsOpen?: true;
};

export type PlatformEventType = PlatformEvent['type'];

interface Event<Type extends string, Body> {
  readonly time: EpochMilliseconds;
  readonly type: Type;
  readonly record: Body;
}

/** `failure` is the runtime's death, `error` the function's own. */
export type Status = 'success' | 'failure' | 'error' | 'timeout';
/** `invoke`: again, inside the invocation, after a failed or a reset one; text logs do not show such a start. */
export type Phase = 'init' | 'invoke' | 'snap-start';
export type InitializationType = 'on-demand' | 'provisioned-concurrency' | 'snap-start' | 'lambda-managed-instances';

export interface Ending {
  readonly status: Status;
  /** `Runtime.ExitError`, `Function.Unknown` and others; of success there is none. */
  readonly errorType?: string;
}

export interface Span {
  readonly name: 'responseLatency' | 'responseDuration' | 'runtimeOverhead' | 'extensionOverhead';
  readonly start: EpochMilliseconds;
  readonly durationMs: Milliseconds;
}

export interface Tracing {
  /** 16 hexadecimal digits: the segment of this invocation. */
  readonly spanId?: string;
  readonly type: 'X-Amzn-Trace-Id';
  /** `Root=1-...;Parent=...;Sampled=1`. */
  readonly value: string;
}

interface RuntimeVersion {
  /** `nodejs:24.v12`. */
  readonly runtimeVersion?: string;
  readonly runtimeVersionArn?: string;
}

/** Subscribers get these; the events that CloudWatch Logs shows have none of them. */
interface Identity {
  readonly functionName: string;
  readonly functionVersion: string;
  /** Of this execution environment; AWS's example is a UUID. */
  readonly instanceId?: string;
  /** AWS's example is 256: the memory size in MB. */
  readonly instanceMaxMemory?: Megabytes;
}

export interface InitStart extends Identity, RuntimeVersion {
  readonly initializationType: InitializationType;
  readonly phase: Phase;
}

export interface InitRuntimeDone extends Ending {
  readonly initializationType: InitializationType;
  readonly phase: Phase;
  readonly spans?: readonly Span[];
}

export interface InitReport extends Ending {
  readonly initializationType: InitializationType;
  readonly phase: Phase;
  readonly metrics: { readonly durationMs: Milliseconds };
  readonly spans?: readonly Span[];
}

export interface Start {
  readonly requestId: string;
  readonly version: string;
  readonly tracing?: Tracing;
}

export interface RuntimeDone extends Ending {
  readonly requestId: string;
  readonly metrics?: { readonly durationMs: Milliseconds; readonly producedBytes?: number };
  readonly spans?: readonly Span[];
  readonly tracing?: Tracing;
}

export interface Report extends Ending {
  readonly requestId: string;
  readonly metrics: ReportMetrics;
  readonly spans?: readonly Span[];
  readonly tracing?: Tracing;
}

/** What was measured; what is billed for it is computed where a line is written, from the figures as printed. */
export interface ReportMetrics {
  readonly durationMs: Milliseconds;
  readonly memorySizeMB: Megabytes;
  readonly maxMemoryUsedMB: Megabytes;
  /** Of the first invocation only. */
  readonly initDurationMs?: Milliseconds;
  /** With provisioned concurrency INIT is billed by itself, and is no part of what its first invocation is billed. */
  readonly initIsBilledApart?: true;
  /** Of a restored snapshot only. */
  readonly restoreDurationMs?: Milliseconds;
  readonly billedRestoreDurationMs?: Milliseconds;
}

export interface RestoreStart extends Identity, RuntimeVersion {}

export interface RestoreRuntimeDone extends Ending {
  readonly spans?: readonly Span[];
}

export interface RestoreReport extends Ending {
  readonly metrics?: { readonly durationMs: Milliseconds };
  readonly spans?: readonly Span[];
}

export interface Extension {
  readonly name: string;
  /** `Ready`, `Registered`, `LaunchError`, `InitError`, `ExitError` and others. */
  readonly state: string;
  readonly events: readonly ('INVOKE' | 'SHUTDOWN')[];
  readonly errorType?: string;
}

export type TelemetryType = 'platform' | 'function' | 'extension';

export interface TelemetrySubscription {
  readonly name: string;
  /** `Subscribed`. */
  readonly state: string;
  readonly types: readonly TelemetryType[];
}

export interface LogsDropped {
  readonly reason: string;
  readonly droppedRecords: number;
  readonly droppedBytes: number;
}
