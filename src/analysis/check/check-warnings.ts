import type { CheckRecording } from '../../recording/index.js';
import type { Warning } from '../result-schema.js';
import { warnIf } from '../warnings/findings.js';
import { enforcementWarnings, simulatedWarnings } from '../warnings/run.js';
import type { CheckResult } from './check-result-schema.js';

/** Everything a reader must know before trusting the verdicts. */
export function checkWarnings(recording: CheckRecording, result: Omit<CheckResult, 'warnings'>): Warning[] {
  return [...readingWarnings(recording), ...simulatedWarnings(result.target), ...enforcementWarnings(result.target)];
}

function readingWarnings({ unreadable }: CheckRecording): Warning[] {
  const [first] = unreadable;
  return warnIf(
    first !== undefined,
    'recording-lines-unreadable',
    `${unreadable.length} ${unreadable.length === 1 ? 'line' : 'lines'} of the recording cannot be read (first: line ${first?.lineNumber}, ${first?.reason})`,
    'a check that was killed may leave its last line torn; others mean a damaged file',
  );
}
