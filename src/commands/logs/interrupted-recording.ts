import { existsSync } from 'node:fs';
import { LogAnalysis } from '../../analysis/index.js';
import { type LogHeader, openLogRecording } from '../../recording/index.js';
import { type EpochMilliseconds, epochMilliseconds } from '../../units/index.js';
import { CommandError } from '../command-error.js';
import { AlreadyRecorded } from './already-recorded.js';

/** A recording of a log group that can go on. */
export interface InterruptedRecording {
  readonly header: LogHeader;
  readonly logGroup: string;
  /** Has seen every line of it. */
  readonly analysis: LogAnalysis;
  /** Of the newest event that was read; undefined when none was. */
  readonly cursor: EpochMilliseconds | undefined;
  readonly recorded: AlreadyRecorded;
  /** Where its last whole line ends. */
  readonly length: number;
}

/** An invocation may last this long, so that its START may stand so far before what was read last. */
const LONGEST_INVOCATION_MS = 16 * 60_000;

/** From where a log group is read again: early enough to see what belongs to the reports that are still missing. */
export const replayFrom = (cursor: EpochMilliseconds): EpochMilliseconds =>
  epochMilliseconds(cursor - LONGEST_INVOCATION_MS);

/** @throws RecordingError, CommandError when it cannot go on */
export function openInterrupted(path: string): InterruptedRecording {
  if (!existsSync(path)) throw new CommandError(`${path} is not there`, 'name the folder of an interrupted reading');
  const cursor = lastCursor(path);
  const { header, headerEnd, lines } = openLogRecording(path);
  const { logGroup } = header.asked;
  if (logGroup === undefined || logGroup.includes('<account>')) {
    throw new CommandError(`${path} is no reading of a log group that can go on`, 'read its sources again');
  }
  const analysis = new LogAnalysis(header);
  const recorded = new AlreadyRecorded();
  let length = headerEnd;
  for (const { from, ...read } of lines) {
    if (!from.whole) break;
    length = from.end;
    if ('reason' in read) analysis.addUnreadableLine(from.number, read.reason);
    else {
      analysis.add(read.line);
      recorded.note(read.line, cursor === undefined ? Number.NEGATIVE_INFINITY : replayFrom(cursor));
    }
  }
  return { header, logGroup, analysis, cursor, recorded, length };
}

function lastCursor(path: string): EpochMilliseconds | undefined {
  let cursor: EpochMilliseconds | undefined;
  for (const read of openLogRecording(path).lines) {
    if ('line' in read && read.line.type === 'cursor') cursor = read.line.at;
  }
  return cursor;
}
