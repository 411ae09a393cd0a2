import type { Report, Unreadable } from './report.js';
import { REPORT_FIELD_NAMES, REPORT_FIELDS } from './report-fields.js';

/**
 * The `platform.report` event that a function with JSON logs writes instead of a REPORT line: `{time, type, record}`
 * with the figures under `record.metrics`, named as our fields are (Telemetry API schema reference, read 2026-10).
 */
export function parseReportEvent(line: string): Report | Unreadable {
  const event = parseJson(line);
  if (event === undefined) return { line, reason: 'is not a whole JSON object' };
  if (event.type !== 'platform.report') return { line, reason: 'is not a platform.report event' };
  const record = asObject(event.record);
  const metrics = asObject(record?.metrics);
  const requestId = record?.requestId;
  if (typeof requestId !== 'string' || metrics === undefined) return { line, reason: 'has no requestId or no metrics' };
  const printed = REPORT_FIELD_NAMES.filter((name) => metrics[name] !== undefined);
  const wrong = REPORT_FIELD_NAMES.filter((name) =>
    metrics[name] === undefined ? REPORT_FIELDS[name].required : !isMeasure(metrics[name]),
  );
  if (wrong.length > 0) return { line, reason: `no readable ${wrong.join(', ')}` };
  const status = record?.status;
  const errorType = record?.errorType;
  return {
    requestId,
    ...(Object.fromEntries(printed.map((name) => [name, metrics[name]])) as unknown as Omit<Report, 'requestId'>),
    ...(typeof status === 'string' && status !== 'success' ? { status } : {}),
    ...(typeof errorType === 'string' ? { errorType } : {}),
  };
}

const isMeasure = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value) && value >= 0;

function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}

function parseJson(line: string): Record<string, unknown> | undefined {
  try {
    return asObject(JSON.parse(line));
  } catch {
    return undefined;
  }
}
