import { epochMilliseconds, megabytes, milliseconds } from '../../units/index.js';
import type { LoggedInvocation, LogRecord } from '../platform-event.js';
import type { Report } from '../report.js';
import {
  AT,
  BILLED,
  BILLED_RESTORE,
  DURATION,
  ERROR_TYPE,
  FUNCTION_NAME,
  ID_LENGTH,
  INIT,
  LINE,
  LOG_STREAM,
  MEMORY,
  RESTORE,
  type RecordBatch,
  ROW,
  STATUS,
  USED,
  VERSION,
} from './record-batch.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Gives out what a `RecordPacker` has packed, in the same order. `source` is the file's name, one string for them all. */
export function unpackRecords(batch: RecordBatch, source: string, emit: (record: LogRecord) => void): void {
  let next = 0;
  for (const { rowsBefore, json } of batch.others) {
    while (next < rowsBefore) emit(invocationAt(batch, next++, source));
    const record = JSON.parse(json) as LogRecord;
    // In place, as nobody else has seen the record yet.
    (record.place as { source: string }).source = source;
    emit(record);
  }
  while (next * ROW < batch.rows.length) emit(invocationAt(batch, next++, source));
}

/** Built step by step, not by spreading: a log may have millions of these. NaN, which no field can be, is a missing one. */
function invocationAt(batch: RecordBatch, index: number, source: string): LoggedInvocation {
  const number = (field: number): number => batch.rows[index * ROW + field] ?? Number.NaN;
  const word = (field: number): string | undefined => batch.words[number(field)];
  const place: Mutable<LoggedInvocation['place']> = { source };
  const line = number(LINE);
  if (!Number.isNaN(line)) place.line = line;
  const logStream = word(LOG_STREAM);
  if (logStream !== undefined) place.logStream = logStream;
  const record: Mutable<LoggedInvocation> = { kind: 'invocation', place, report: reportAt(batch, index) };
  const at = number(AT);
  if (!Number.isNaN(at)) record.at = epochMilliseconds(at);
  const functionName = word(FUNCTION_NAME);
  if (functionName !== undefined) record.functionName = functionName;
  const version = word(VERSION);
  if (version !== undefined) record.version = version;
  return record;
}

function reportAt({ rows, ids, words }: RecordBatch, index: number): Report {
  const number = (field: number): number => rows[index * ROW + field] ?? Number.NaN;
  const requestId = ids.slice(index * ID_LENGTH, (index + 1) * ID_LENGTH);
  const report: Mutable<Report> = { requestId, durationMs: milliseconds(number(DURATION)) };
  const [billed, memory, used] = [number(BILLED), number(MEMORY), number(USED)];
  const [init, restore, billedRestore] = [number(INIT), number(RESTORE), number(BILLED_RESTORE)];
  if (!Number.isNaN(billed)) report.billedDurationMs = milliseconds(billed);
  if (!Number.isNaN(memory)) report.memorySizeMB = megabytes(memory);
  if (!Number.isNaN(used)) report.maxMemoryUsedMB = megabytes(used);
  if (!Number.isNaN(init)) report.initDurationMs = milliseconds(init);
  if (!Number.isNaN(restore)) report.restoreDurationMs = milliseconds(restore);
  if (!Number.isNaN(billedRestore)) report.billedRestoreDurationMs = milliseconds(billedRestore);
  const [status, errorType] = [words[number(STATUS)], words[number(ERROR_TYPE)]];
  if (status !== undefined) report.status = status;
  if (errorType !== undefined) report.errorType = errorType;
  return report;
}
