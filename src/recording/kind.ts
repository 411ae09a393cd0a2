import { fieldsOf } from './fields.js';
import { fileLines } from './file-lines.js';

/** `run`: of a tuning. */
export type RecordingKind = 'run' | 'logs' | 'load' | 'check' | 'apply';

/** What a recording is of, by its first line alone. A file that is no recording is left to the run's reader to refuse. */
export function recordingKind(path: string): RecordingKind {
  for (const { text } of fileLines(path)) return kindOf(text);
  return 'run';
}

export function kindOf(firstLine: string): RecordingKind {
  const kind = fieldsOf(firstLine)?.kind;
  return kind === 'logs' || kind === 'load' || kind === 'check' || kind === 'apply' ? kind : 'run';
}
