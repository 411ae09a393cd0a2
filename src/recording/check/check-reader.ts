import { readHeader } from '../read-header.js';
import { readLines } from '../read-lines.js';
import type { UnreadableLine } from '../recording.js';
import { CHECK_RECORDING_SCHEMA_VERSION, type CheckHeader, checkHeaderSchema } from './check-header.js';
import { type CheckEnd, type CheckMeasurement, checkLineSchema, type Explanation } from './check-line.js';

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
  const { header, lines, unreadable } = readLines(path, headerOf, checkLineSchema);
  const end = lines.findLast((it) => it.type === 'end');
  return {
    header,
    measurements: lines.filter((it) => it.type === 'measurement'),
    explanations: lines.filter((it) => it.type === 'explanation'),
    unreadable,
    ...(end === undefined ? {} : { end }),
  };
}

const headerOf = (path: string, text: string): CheckHeader =>
  readHeader(path, text, {
    schema: checkHeaderSchema,
    version: CHECK_RECORDING_SCHEMA_VERSION,
    name: 'a check',
    command: 'kelvin check',
  });
