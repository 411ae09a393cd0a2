import { RecordingError } from '../error.js';
import { fieldsOf } from '../fields.js';
import { fileLines } from '../file-lines.js';
import { checkLoadLine } from './check-load-line.js';
import { LOAD_RECORDING_SCHEMA_VERSION, type LoadHeader, loadHeaderSchema } from './load-header.js';
import type { LoadLine } from './load-line.js';

/** A line that is no record, and why: counted in every view, never skipped in silence. */
export interface UnreadableLoadLine {
  readonly type: 'unreadable';
  readonly lineNumber: number;
  readonly reason: string;
}

export interface LoadRecording {
  readonly header: LoadHeader;
  /** From the first on, as often as it is called; read while they are asked for, as a recording may exceed the memory. */
  readonly lines: () => Iterable<LoadLine | UnreadableLoadLine>;
}

/**
 * Opens the recording of a load, however it ended, or while it still goes on: its last line may be torn.
 * @throws RecordingError without a readable header
 */
export function openLoadRecording(path: string): LoadRecording {
  return { header: headerOf(path, firstLine(path)), lines: () => readLines(path) };
}

function firstLine(path: string): string {
  for (const { text } of fileLines(path)) return text;
  return '';
}

function* readLines(path: string): Generator<LoadLine | UnreadableLoadLine> {
  for (const { text, number } of fileLines(path)) {
    if (number === 1 || text === '') continue;
    const value = fieldsOf(text);
    const line = value === undefined ? 'is not whole JSON' : checkLoadLine(value);
    yield typeof line === 'string' ? { type: 'unreadable', lineNumber: number, reason: line } : line;
  }
}

function headerOf(path: string, text: string): LoadHeader {
  const value = fieldsOf(text);
  const parsed = loadHeaderSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const version = value?.schemaVersion;
  const newer = typeof version === 'number' && version > LOAD_RECORDING_SCHEMA_VERSION;
  const issue = parsed.error.issues[0];
  throw new RecordingError(
    path,
    'read',
    newer
      ? `has schemaVersion ${version}, newer than ${LOAD_RECORDING_SCHEMA_VERSION}`
      : `is no recording of a load: line 1: ${issue?.path.join('.') || 'the first line'}: ${issue?.message ?? 'unreadable'}`,
    newer ? 'update Kelvin' : 'name the recording.jsonl that "kelvin load" has written',
  );
}
