import { fieldsOf } from '../fields.js';
import { fileLines } from '../file-lines.js';
import { readHeader } from '../read-header.js';
import type { UnreadableLine } from '../recording.js';
import { CHECK_RECORDING_SCHEMA_VERSION, type CheckHeader, checkHeaderSchema } from './check-header.js';
import {
  type CheckEnd,
  type CheckLine,
  type CheckMeasurement,
  checkLineSchema,
  type Explanation,
} from './check-line.js';

/** All that a check has written so far, in memory. */
export interface CheckRecording {
  readonly header: CheckHeader;
  readonly measurements: readonly CheckMeasurement[];
  readonly explanations: readonly Explanation[];
  /** Missing while the check goes on, and for ever when it was killed. */
  readonly end?: CheckEnd;
  readonly unreadable: readonly UnreadableLine[];
}

/**
 * Reads the recording of a check, however it ended, or while it still goes on: its last line may be torn.
 * @throws RecordingError without a readable header
 */
export function readCheckRecording(path: string): CheckRecording {
  let header: CheckHeader | undefined;
  let end: CheckEnd | undefined;
  const measurements: CheckMeasurement[] = [];
  const explanations: Explanation[] = [];
  const unreadable: UnreadableLine[] = [];
  for (const { text, number } of fileLines(path)) {
    if (number === 1) header = headerOf(path, text);
    if (number === 1 || text === '') continue;
    const line = lineOf(text);
    if (typeof line === 'string') unreadable.push({ lineNumber: number, reason: line });
    else if (line.type === 'measurement') measurements.push(line);
    else if (line.type === 'explanation') explanations.push(line);
    else end = line;
  }
  const read = { header: header ?? headerOf(path, ''), measurements, explanations, unreadable };
  return end === undefined ? read : { ...read, end };
}

const headerOf = (path: string, text: string): CheckHeader =>
  readHeader(path, text, {
    schema: checkHeaderSchema,
    version: CHECK_RECORDING_SCHEMA_VERSION,
    name: 'a check',
    command: 'kelvin check',
  });

function lineOf(text: string): CheckLine | string {
  const value = fieldsOf(text);
  if (value === undefined) return 'is not whole JSON';
  const parsed = checkLineSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  return `${issue?.path.join('.') || 'record'}: ${issue?.message ?? 'unreadable'}`;
}
