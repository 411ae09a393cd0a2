import type { Milliseconds } from '../../units/index.js';
import type {
  Ending,
  InitStart,
  PlatformEvent,
  Report,
  ReportMetrics,
  RuntimeDone,
  Span,
} from '../environment/platform-event.js';
import { billedFor } from './billed.js';
import { rounded } from './rounded.js';

type Json = Readonly<Record<string, unknown>>;
type Told = Exclude<PlatformEvent, { readonly type: 'function' | 'extension' }>;

/** Whether a `platform.initStart` names the function too, as it does for subscribers of schema 2022-12-13 and later. */
export type Naming = 'named' | 'unnamed';

/** The line that an event is in a log of the JSON format; what the function has written stays as it is. */
export function jsonLine(event: PlatformEvent): string {
  return event.type === 'function' || event.type === 'extension' ? event.record : eventJson(event, 'unnamed');
}

/** `{"time":…,"type":…,"record":{…}}`, in which logs and subscribers see a platform event. */
export function eventJson(event: Told, naming: Naming): string {
  const record = event.type === 'platform.report' ? reportRecord(event.record) : recordOf(event, naming);
  return JSON.stringify({ time: new Date(event.time).toISOString(), type: event.type, record });
}

/** Keys stand in the order in which AWS writes them. */
function recordOf(event: Exclude<Told, { readonly type: 'platform.report' }>, naming: Naming): Json {
  switch (event.type) {
    case 'platform.initStart':
      return { ...initStartRecord(event.record), ...(naming === 'named' ? identityOf(event.record) : {}) };
    case 'platform.restoreStart': {
      const { runtimeVersion, runtimeVersionArn } = event.record;
      return { ...(naming === 'named' ? identityOf(event.record) : {}), runtimeVersion, runtimeVersionArn };
    }
    case 'platform.initRuntimeDone': {
      const { initializationType, phase, spans } = event.record;
      return { initializationType, phase, ...endingOf(event.record), ...spansOf(spans) };
    }
    case 'platform.initReport': {
      const { initializationType, phase, metrics, spans } = event.record;
      return { initializationType, phase, ...endingOf(event.record), ...metricsOf(metrics), ...spansOf(spans) };
    }
    case 'platform.start':
      return { ...event.record };
    case 'platform.runtimeDone':
      return runtimeDoneRecord(event.record);
    case 'platform.restoreRuntimeDone':
      return { ...endingOf(event.record), ...spansOf(event.record.spans) };
    case 'platform.restoreReport':
      return { ...endingOf(event.record), ...metricsOf(event.record.metrics), ...spansOf(event.record.spans) };
    default:
      return { ...event.record };
  }
}

function initStartRecord({ initializationType, phase, runtimeVersion, runtimeVersionArn }: InitStart): Json {
  return { initializationType, phase, runtimeVersion, runtimeVersionArn };
}

type Identity = Pick<InitStart, 'functionName' | 'functionVersion' | 'instanceId' | 'instanceMaxMemory'>;

function identityOf({ functionName, functionVersion, instanceId, instanceMaxMemory }: Identity): Json {
  return { functionName, functionVersion, instanceId, instanceMaxMemory };
}

function runtimeDoneRecord({ requestId, status, errorType, metrics, spans, tracing }: RuntimeDone): Json {
  const produced = metrics?.producedBytes;
  return {
    requestId,
    status,
    errorType,
    ...(metrics === undefined
      ? {}
      : {
          metrics: {
            durationMs: rounded(metrics.durationMs, 3),
            ...(produced === undefined ? {} : { producedBytes: produced }),
          },
        }),
    ...spansOf(spans),
    tracing,
  };
}

function reportRecord({ requestId, status, errorType, metrics, spans, tracing }: Report): Json {
  return { requestId, status, errorType, metrics: reportMetrics(metrics), ...spansOf(spans), tracing };
}

/** The figures as JSON shows them, and what is billed for just these. */
export function reportMetrics(metrics: ReportMetrics): Json {
  const durationMs = rounded(metrics.durationMs, 3);
  const { billedRestoreDurationMs } = metrics;
  const spans = {
    ...optional('initDurationMs', metrics.initDurationMs),
    ...optional('restoreDurationMs', metrics.restoreDurationMs),
    ...(billedRestoreDurationMs === undefined ? {} : { billedRestoreDurationMs }),
  };
  return {
    durationMs,
    billedDurationMs: billedFor(metrics, { durationMs, ...spans }),
    memorySizeMB: metrics.memorySizeMB,
    maxMemoryUsedMB: metrics.maxMemoryUsedMB,
    ...spans,
  };
}

const optional = <Name extends string>(name: Name, span: Milliseconds | undefined) =>
  (span === undefined ? {} : { [name]: rounded(span, 3) }) as { [N in Name]?: Milliseconds };

const endingOf = ({ status, errorType }: Ending): Json => ({ status, errorType });

const metricsOf = (metrics: { readonly durationMs: Milliseconds } | undefined): Json =>
  metrics === undefined ? {} : { metrics: { durationMs: rounded(metrics.durationMs, 3) } };

function spansOf(spans: readonly Span[] | undefined): Json {
  if (spans === undefined || spans.length === 0) return {};
  return {
    spans: spans.map(({ name, start, durationMs }) => ({
      name,
      start: new Date(start).toISOString(),
      durationMs: rounded(durationMs, 3),
    })),
  };
}
