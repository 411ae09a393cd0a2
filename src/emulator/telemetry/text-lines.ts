import { formatReport } from '../../logs/index.js';
import type { Milliseconds } from '../../units/index.js';
import type {
  Ending,
  Extension,
  InitReport,
  PlatformEvent,
  Report,
  RestoreReport,
  TelemetrySubscription,
  TelemetryType,
} from '../environment/platform-event.js';
import { billedFor } from './billed.js';
import { rounded } from './rounded.js';

/**
 * What an event looks like in a log of the text format: the lines that AWS writes, each a log event of its own, without
 * the newline at the end. Most events of a good invocation are not shown in this format and give no line.
 */
export function textLines(event: PlatformEvent): readonly string[] {
  switch (event.type) {
    case 'platform.start':
      return [`START RequestId: ${event.record.requestId} Version: ${event.record.version}`];
    case 'platform.report':
      return [`END RequestId: ${event.record.requestId}`, reportLine(event.record)];
    case 'platform.initStart':
      // An init that is done again inside an invocation has no line: it is suppressed, in AWS's word.
      return event.record.phase === 'invoke' ? [] : versionLine('INIT_START', event.record);
    case 'platform.restoreStart':
      return versionLine('RESTORE_START', event.record);
    case 'platform.initReport':
      return initReportLine(event.record);
    case 'platform.restoreReport':
      return [restoreReportLine(event.record)];
    case 'platform.extension':
      return [extensionLine(event.record)];
    case 'platform.telemetrySubscription':
      return [subscriptionLine('TELEMETRY', event.record)];
    case 'platform.logsSubscription':
      return [subscriptionLine('LOGS', event.record)];
    case 'function':
    case 'extension':
      return [event.record];
    default:
      return [];
  }
}

function reportLine({ requestId, metrics, status, errorType, tracing }: Report): string {
  const durationMs = rounded(metrics.durationMs, 2);
  const spans = {
    ...optional('initDurationMs', metrics.initDurationMs),
    ...optional('restoreDurationMs', metrics.restoreDurationMs),
    ...(metrics.billedRestoreDurationMs === undefined
      ? {}
      : { billedRestoreDurationMs: metrics.billedRestoreDurationMs }),
  };
  return formatReport({
    requestId,
    durationMs,
    // From the figures as printed, so that whoever reads the line comes to the same.
    billedDurationMs: billedFor(metrics, { durationMs, ...spans }),
    memorySizeMB: metrics.memorySizeMB,
    maxMemoryUsedMB: metrics.maxMemoryUsedMB,
    ...spans,
    ...(status === 'success' ? {} : { status: statusWord(status) }),
    ...(errorType === undefined ? {} : { errorType }),
    ...(tracing === undefined ? {} : xray(tracing.value, tracing.spanId)),
  });
}

const optional = <Name extends string>(name: Name, span: Milliseconds | undefined) =>
  (span === undefined ? {} : { [name]: rounded(span, 2) }) as { [N in Name]?: Milliseconds };

/** Text logs know two words (corpus of real lines, 2026-11): what JSON logs call a failure is an error there. */
const statusWord = (status: Ending['status']): string => (status === 'failure' ? 'error' : status);

/** AWS writes the X-Ray line for traces that are sampled alone; none other was ever seen. */
function xray(value: string, segment: string | undefined) {
  const parts = new Map(value.split(';').map((part) => part.split('=', 2) as [string, string | undefined]));
  const root = parts.get('Root');
  if (root === undefined || segment === undefined || parts.get('Sampled') !== '1') return {};
  return { xrayTraceId: root, xraySegmentId: segment, xraySampled: true };
}

interface Versions {
  readonly runtimeVersion?: string;
  readonly runtimeVersionArn?: string;
}

function versionLine(head: string, { runtimeVersion, runtimeVersionArn }: Versions): string[] {
  if (runtimeVersion === undefined) return [];
  return [`${head} Runtime Version: ${runtimeVersion}\tRuntime Version ARN: ${runtimeVersionArn ?? ''}`];
}

/** On demand a good INIT is told by the REPORT's Init Duration alone; the others have no such field. */
function initReportLine(report: InitReport): string[] {
  const span = `INIT_REPORT Init Duration: ${rounded(report.metrics.durationMs, 2).toFixed(2)} ms`;
  if (report.status !== 'success') return [`${span}\tPhase: ${report.phase}${ending(report)}`];
  return report.initializationType === 'on-demand' ? [] : [span];
}

function restoreReportLine(report: RestoreReport): string {
  const span = report.metrics?.durationMs;
  const fields = span === undefined ? '' : `Restore Duration: ${rounded(span, 2).toFixed(2)} ms`;
  return `RESTORE_REPORT ${`${fields}${ending(report)}`.trimStart()}`;
}

function ending({ status, errorType }: Ending): string {
  if (status === 'success') return '';
  return `\tStatus: ${statusWord(status)}${errorType === undefined ? '' : `\tError Type: ${errorType}`}`;
}

function extensionLine({ name, state, events, errorType }: Extension): string {
  const type = errorType === undefined ? '' : `\tError Type: ${errorType}`;
  return `EXTENSION\tName: ${name}\tState: ${state}\tEvents: [${events.join(', ')}]${type}`;
}

const TYPE_WORDS: Readonly<Record<TelemetryType, string>> = {
  platform: 'Platform',
  function: 'Function',
  extension: 'Extension',
};

function subscriptionLine(head: string, { name, state, types }: TelemetrySubscription): string {
  return `${head}\tName: ${name}\tState: ${state}\tTypes: [${types.map((type) => TYPE_WORDS[type]).join(', ')}]`;
}
