import type { Measurement } from '../../recording/index.js';
import type { Warning } from '../result-schema.js';
import { warnIf } from './findings.js';

/** What was sent and not waited for any more: in no figure, and perhaps on the bill. */
export function openWarnings(measurements: readonly Pick<Measurement, 'outcome'>[]): Warning[] {
  const count = measurements.filter(({ outcome }) => outcome.kind === 'open').length;
  const were = count === 1 ? 'invocation was' : 'invocations were';
  return warnIf(
    count > 0,
    'invocations-open',
    `${count.toLocaleString('en-US')} ${were} under way when the run was ended: what became of ${count === 1 ? 'it' : 'them'} is in no figure`,
    'Lambda does not stop what has begun, and bills it: what was spent is at least what is shown',
  );
}
