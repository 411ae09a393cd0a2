import { allowedErrorsOf } from '../../allowed-errors.js';
import type { Warning } from '../../result-schema.js';
import { warnIf } from '../../warnings/findings.js';
import { allowedErrorsWarnings, hooksFailedWarnings } from '../../warnings/hooks-and-errors.js';
import { openWarnings } from '../../warnings/open.js';
import type { CheckSeen } from './check-seen.js';

const ENDED = { stopped: 'was stopped by its user', interrupted: 'was interrupted', failed: 'failed' } as const;

/** How it ended where that was not in order, and what of it cannot be read. */
export function endWarnings({ recording: { end, unreadable, measurements } }: CheckSeen): Warning[] {
  const hint = 'the figures hold for what was measured until then; run it again for a verdict';
  const reason = end?.reason ?? 'complete';
  const detail = end?.detail === undefined ? '' : `: ${end.detail}`;
  const [first] = unreadable;
  return [
    ...warnIf(end === undefined, 'no-end', 'the check has not ended: it was killed or still goes on', hint),
    ...(reason === 'complete'
      ? []
      : warnIf(true, `check-${reason}`, `the check ${ENDED[reason]} before it was decided${detail}`, hint)),
    ...openWarnings(measurements),
    ...warnIf(
      first !== undefined,
      'recording-lines-unreadable',
      `${unreadable.length} ${unreadable.length === 1 ? 'line' : 'lines'} of the recording cannot be read (first: line ${first?.lineNumber}, ${first?.reason})`,
      'a check that was killed may leave its last line torn; others mean a damaged file',
    ),
    ...allowedErrorsWarnings(
      allowedErrorsOf(measurements),
      `${measurements.length.toLocaleString('en-US')} invocations`,
    ),
    ...hooksFailedWarnings(end?.hooksFailed),
  ];
}
