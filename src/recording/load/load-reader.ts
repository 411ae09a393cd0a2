import { fieldsOf } from '../fields.js';
import { fileLines } from '../file-lines.js';
import { readHeader } from '../read-header.js';
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

const headerOf = (path: string, text: string): LoadHeader =>
  readHeader(path, text, {
    schema: loadHeaderSchema,
    version: LOAD_RECORDING_SCHEMA_VERSION,
    name: 'a load',
    command: 'kelvin load',
  });
