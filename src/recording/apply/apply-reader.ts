import type { Measurement } from '../measurement.js';
import { readHeader } from '../read-header.js';
import { readLines } from '../read-lines.js';
import type { UnreadableLine } from '../recording.js';
import { APPLY_RECORDING_SCHEMA_VERSION, type ApplyHeader, applyHeaderSchema } from './apply-header.js';
import { type ApplyEnd, type ApplyLine, type ApplyStep, applyLineSchema, type Watched } from './apply-line.js';

/** All that an application has written so far, in memory. */
export interface ApplyRecording {
  readonly header: ApplyHeader;
  readonly measurements: readonly Measurement[];
  readonly steps: readonly ApplyStep[];
  readonly watched: readonly Watched[];
  /** Missing while it goes on, and for ever when it was killed. */
  readonly end?: ApplyEnd;
  readonly unreadable: readonly UnreadableLine[];
}

/**
 * Reads the recording of an application, however it ended, or while it still goes on: its last line may be torn.
 * @throws RecordingError without a readable header
 */
export function readApplyRecording(path: string): ApplyRecording {
  const { header, lines, unreadable } = readLines(path, headerOf, applyLineSchema);
  return applyRecordingOf(header, lines, unreadable);
}

/** The same of lines that are in memory already. */
export function applyRecordingOf(
  header: ApplyHeader,
  lines: readonly ApplyLine[],
  unreadable: readonly UnreadableLine[] = [],
): ApplyRecording {
  const end = lines.findLast((it) => it.type === 'end');
  return {
    header,
    measurements: lines.filter((it) => it.type === 'measurement'),
    steps: lines.flatMap((it) => (it.type === 'step' ? [it.step] : [])),
    watched: lines.filter((it) => it.type === 'watched'),
    unreadable,
    ...(end === undefined ? {} : { end }),
  };
}

const headerOf = (path: string, text: string): ApplyHeader =>
  readHeader(path, text, {
    schema: applyHeaderSchema,
    version: APPLY_RECORDING_SCHEMA_VERSION,
    name: 'an application',
    command: 'kelvin apply',
  });
