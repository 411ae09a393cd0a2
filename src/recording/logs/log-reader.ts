import { RecordingError } from '../error.js';
import { fieldsOf } from '../fields.js';
import { type FileLine, fileLines } from '../file-lines.js';
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

function headerOf(path: string, text: string): LogHeader {
  const value = fieldsOf(text);
  const parsed = logHeaderSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const version = value?.schemaVersion;
  const newer = typeof version === 'number' && version > LOG_RECORDING_SCHEMA_VERSION;
  const issue = parsed.error.issues[0];
  throw new RecordingError(
    path,
    'read',
    newer
      ? `has schemaVersion ${version}, newer than ${LOG_RECORDING_SCHEMA_VERSION}`
      : `is no recording of a log: line 1: ${issue?.path.join('.') || 'the first line'}: ${issue?.message ?? 'unreadable'}`,
    newer ? 'update Kelvin' : 'name the recording.jsonl that "kelvin logs" has written',
  );
}
