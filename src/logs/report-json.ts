import { asObject, type JsonObject, text } from './json-object.js';
import type { Report, Unreadable } from './report.js';
import { type NumberField, REPORT_FIELD_NAMES, REPORT_FIELDS } from './report-fields.js';

/**
 * The `platform.report` event that a function with JSON logs writes instead of a REPORT line: `{time, type, record}`
 * with the figures under `record.metrics`, named as our fields are (Telemetry API schema reference, read 2026-10).
 */
export function parseReportEvent(line: string): Report | Unreadable {
  const event = asObject(line);
  if (event === undefined) return { line, reason: 'is not a whole JSON object' };
  if (event.type !== 'platform.report') return { line, reason: 'is not a platform.report event' };
  const report = reportOfRecord(event.record);
  return typeof report === 'string' ? { line, reason: report } : report;
}

/** Managed Instances report these durations alone: on them memory and billing belong to the instance. */
const REQUIRED = REPORT_FIELD_NAMES.filter((name) => REPORT_FIELDS[name].required);
const BEYOND_DURATION = REQUIRED.filter((name) => name !== 'durationMs');

/** The report in an event's record, or why there is none. Metrics that Kelvin does not know are kept as they are. */
export function reportOfRecord(record: unknown): Report | string {
  const { requestId, metrics, status, errorType, tracing } = (record ?? {}) as JsonObject;
  if (typeof metrics !== 'object' || metrics === null) return 'the platform.report event has no metrics';
  const figures = metrics as JsonObject;
  const onDurationAlone = BEYOND_DURATION.every((name) => figures[name] === undefined);
  const required: readonly NumberField[] = onDurationAlone ? ['durationMs'] : REQUIRED;
  const printed = REPORT_FIELD_NAMES.filter((name) => figures[name] !== undefined);
  const wrong = REPORT_FIELD_NAMES.filter((name) =>
    figures[name] === undefined ? required.includes(name) : !isMeasure(figures[name]),
  );
  if (wrong.length > 0) return `no readable ${wrong.join(', ')}`;
  const other = Object.entries(figures).filter(([name]) => !(name in REPORT_FIELDS));
  return {
    ...(typeof requestId === 'string' ? { requestId } : {}),
    ...(Object.fromEntries(printed.map((name) => [name, figures[name]])) as unknown as Report),
    ...(typeof status === 'string' ? { status } : {}),
    ...(typeof errorType === 'string' ? { errorType } : {}),
    ...tracingOf(tracing),
    ...(other.length === 0 ? {} : { other: Object.fromEntries(other.map(([name, it]) => [name, printedAs(it)])) }),
  };
}

const isMeasure = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const printedAs = (value: unknown): string => text(value) ?? JSON.stringify(value);

/** `{type: "X-Amzn-Trace-Id", value: "Root=1-...;Parent=...;Sampled=1"}` */
function tracingOf(tracing: unknown): { xrayTraceId?: string; xraySampled?: boolean } {
  const value = text((tracing as JsonObject | null | undefined)?.value);
  if (value === undefined) return {};
  const parts = new Map(value.split(';').map((part) => part.split('=', 2) as [string, string | undefined]));
  const root = parts.get('Root');
  const sampled = parts.get('Sampled');
  return {
    ...(root === undefined ? {} : { xrayTraceId: root }),
    ...(sampled === '0' || sampled === '1' ? { xraySampled: sampled === '1' } : {}),
  };
}
