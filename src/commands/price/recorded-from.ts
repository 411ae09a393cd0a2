import { statSync } from 'node:fs';
import { join } from 'node:path';
import { recordingKind } from '../../recording/index.js';
import type { Recorded } from './recorded.js';
import { recordedLog } from './recorded-log.js';
import { recordedRun } from './recorded-run.js';

/** What the recording of a run or of a log says. @throws RecordingError, CommandError for a log of several functions */
export function recordedFrom(named: string): Recorded {
  const isFolder = statSync(named, { throwIfNoEntry: false })?.isDirectory() === true;
  const path = isFolder ? join(named, 'recording.jsonl') : named;
  return recordingKind(path) === 'logs' ? recordedLog(path) : recordedRun(path);
}
