import type { HistoryRecording, HistoryResult } from '../../analysis/index.js';
import { RecordingError, readCheckRecording, readRecording, recordingKind } from '../../recording/index.js';

export interface ReadRecordings {
  readonly recordings: readonly HistoryRecording[];
  /** One odd file among a hundred is no reason to say nothing of the others. */
  readonly leftOut: HistoryResult['leftOut'];
}

/** @throws RecordingError of the first that cannot be read, or is of another kind, where none is left */
export function readRecordings(paths: readonly string[]): ReadRecordings {
  const recordings: HistoryRecording[] = [];
  const leftOut: HistoryResult['leftOut'] = [];
  const errors: RecordingError[] = [];
  for (const path of paths) {
    try {
      recordings.push(readOne(path));
    } catch (error) {
      if (!(error instanceof RecordingError)) throw error;
      errors.push(error);
      leftOut.push({ path, reason: error.message.replace(`${path}: `, '') });
    }
  }
  const [first] = errors;
  if (recordings.length === 0 && first !== undefined) throw first;
  return { recordings, leftOut };
}

const WHAT = { logs: 'a log', load: 'a load', apply: 'an application' } as const;

function readOne(path: string): HistoryRecording {
  const kind = recordingKind(path);
  switch (kind) {
    case 'check':
      return { kind, path, recording: readCheckRecording(path) };
    case 'run':
      return { kind, path, recording: readRecording(path) };
    default:
      throw new RecordingError(
        path,
        'read',
        `is the recording of ${WHAT[kind]}`,
        'a history is made of recordings of "kelvin check", "kelvin tune" and "kelvin baseline save"',
      );
  }
}
