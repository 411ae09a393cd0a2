import { isFields } from './fields.js';

const TEXTS = new Set(['requestId', 'status', 'errorType', 'xrayTraceId', 'xraySegmentId']);
const NUMBERS = new Set([
  ...['durationMs', 'billedDurationMs', 'memorySizeMB', 'maxMemoryUsedMB'],
  ...['initDurationMs', 'restoreDurationMs', 'billedRestoreDurationMs'],
]);

/**
 * Whether it is a report as the schema has it, in a tenth of the schema's time: a recording may hold a million. It says yes
 * only where the schema says yes too; of a report with fields that Kelvin does not know the schema is to be asked.
 */
export function isPlainReport(report: unknown): boolean {
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
/** A quantity as the schemas have it. */
export const isMeasure = (value: unknown): boolean => typeof value === 'number' && value >= 0 && Number.isFinite(value);
