import { type LogLine, logLineSchema, type Observation } from './log-line.js';

/** One line as its schema has it, or the reason why it is none. */
export function checkLine(value: unknown): LogLine | string {
  if (isObservation(value)) return value;
  const parsed = logLineSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  return `${issue?.path.join('.') || 'record'}: ${issue?.message ?? 'unreadable'}`;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * The way of nearly all lines: the schema takes ten times as long as these comparisons. It says yes only where the schema
 * says yes too, which a test holds; at anything else the schema is asked.
 */
function isObservation(value: unknown): value is Observation {
  if (!isFields(value) || value.type !== 'observation') return false;
  const { at, functionName, version, place, report, failure } = value;
  return (
    (at === null || (typeof at === 'number' && Number.isFinite(at))) &&
    (functionName === null || typeof functionName === 'string') &&
    isOptionalText(version) &&
    isFields(place) &&
    typeof place.source === 'string' &&
    (place.line === undefined || (Number.isSafeInteger(place.line) && Number(place.line) > 0)) &&
    isOptionalText(place.logStream) &&
    isPlainReport(report) &&
    (failure === undefined || isFailure(failure))
  );
}

const TEXTS = new Set(['requestId', 'status', 'errorType', 'xrayTraceId', 'xraySegmentId']);
const NUMBERS = new Set([
  ...['durationMs', 'billedDurationMs', 'memorySizeMB', 'maxMemoryUsedMB'],
  ...['initDurationMs', 'restoreDurationMs', 'billedRestoreDurationMs'],
]);

function isPlainReport(report: unknown): boolean {
  if (!isFields(report) || report.durationMs === undefined) return false;
  for (const name in report) {
    const value = report[name];
    if (NUMBERS.has(name) ? !isMeasure(value) : TEXTS.has(name) ? typeof value !== 'string' : !isFlag(name, value)) {
      return false;
    }
  }
  return true;
}

const isFlag = (name: string, value: unknown): boolean =>
  name === 'truncated' ? value === true : name === 'xraySampled' && typeof value === 'boolean';
const isMeasure = (value: unknown): boolean => typeof value === 'number' && value >= 0 && Number.isFinite(value);
const isFailure = (it: unknown): boolean =>
  isFields(it) && (it.kind === 'timed-out' || it.kind === 'error') && typeof it.errorType === 'string';
const isFields = (it: unknown): it is Fields => typeof it === 'object' && it !== null;
const isOptionalText = (it: unknown): boolean => it === undefined || typeof it === 'string';
