import { isFields } from '../fields.js';
import { isPlainReport } from '../plain-report.js';
import { type LogLine, logLineSchema, type Observation } from './log-line.js';

/** One line as its schema has it, or the reason why it is none. */
export function checkLine(value: unknown): LogLine | string {
  if (isObservation(value)) return value;
  const parsed = logLineSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  return `${issue?.path.join('.') || 'record'}: ${issue?.message ?? 'unreadable'}`;
}

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

const isFailure = (it: unknown): boolean =>
  isFields(it) && (it.kind === 'timed-out' || it.kind === 'error') && typeof it.errorType === 'string';
const isOptionalText = (it: unknown): boolean => it === undefined || typeof it === 'string';
