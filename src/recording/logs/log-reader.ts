import { fieldsOf } from '../fields.js';
import { type FileLine, fileLines } from '../file-lines.js';
import { readHeader } from '../read-header.js';
import { checkLine } from './check-line.js';
import { LOG_RECORDING_SCHEMA_VERSION, type LogHeader, logHeaderSchema } from './log-header.js';
import type { LogLine } from './log-line.js';

/** One line of a recording and where it ends, or why it cannot be read. */
export type ReadLine = { readonly from: FileLine } & ({ readonly line: LogLine } | { readonly reason: string });

export interface LogRecording {
  readonly header: LogHeader;
  /** Bytes from the file's beginning to the end of the header's line. */
  readonly headerEnd: number;
  /** Once only, as they are read while they are asked for. */
  readonly lines: Iterable<ReadLine>;
}

/** Opens the recording of a log, however it ended: its last line may be torn. @throws RecordingError without a header. */
export function openLogRecording(path: string): LogRecording {
  const lines = fileLines(path);
  const first = lines.next();
  const { text, end } = first.done === true ? { text: '', end: 0 } : first.value;
  return { header: headerOf(path, text), headerEnd: end, lines: readLines(lines) };
}

function* readLines(lines: Iterable<FileLine>): Generator<ReadLine> {
  for (const from of lines) {
    if (from.text === '') continue;
    const value = fieldsOf(from.text);
    const line = value === undefined ? 'is not whole JSON' : checkLine(value);
    yield typeof line === 'string' ? { from, reason: line } : { from, line };
  }
}

const headerOf = (path: string, text: string): LogHeader =>
  readHeader(path, text, {
    schema: logHeaderSchema,
    version: LOG_RECORDING_SCHEMA_VERSION,
    name: 'a log',
    command: 'kelvin logs',
  });
