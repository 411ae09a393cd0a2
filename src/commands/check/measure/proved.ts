import { type CheckMeasurement, type Side, startKind } from '../../../recording/index.js';
import { formatMegabytes } from '../../../units/index.js';

/** Whether an invocation was a cold start that counts: in a new environment, with Init Duration in its report. */
export const isProvedCold = ({ intended, outcome }: CheckMeasurement): boolean =>
  intended === 'cold' && outcome.kind === 'completed' && startKind(outcome.report) === 'cold';

/** How many of a side at a size there are. */
export const provedCold = (measurements: readonly CheckMeasurement[], side: Side, memorySizeMB: number): number =>
  measurements.filter((it) => it.side === side && it.memorySizeMB === memorySizeMB && isProvedCold(it)).length;

/** What the function itself did, and will do again. */
const OWN_FAULT = 3;
/** What the host or the account did, and may not do a moment later. */
const FOREIGN_FAULT = 8;

export interface Vain {
  /** Cold starts in a row that did not count. */
  readonly count: number;
  /** Why measuring there is given up, in words; undefined while it is not. */
  readonly givenUp?: string;
}

/** How many cold starts of a side at a size have come to nothing since the last that counted. */
export function inVain(measurements: readonly CheckMeasurement[], side: Side, memorySizeMB: number): Vain {
  const cold = measurements.filter(
    (it) => it.side === side && it.memorySizeMB === memorySizeMB && it.intended === 'cold' && it.recorded !== true,
  );
  const last = cold.findLastIndex(isProvedCold);
  const vain = cold.slice(last + 1);
  const own = vain.filter(({ outcome: { kind } }) => kind === 'function-error' || kind === 'timed-out').length;
  const worst = vain.at(-1);
  if (worst === undefined || (own < OWN_FAULT && vain.length < FOREIGN_FAULT)) return { count: vain.length };
  const givenUp = `${side} has had no cold start that counts in ${vain.length} tries at ${formatMegabytes(memorySizeMB)}: ${wordsOf(worst)}`;
  return { count: vain.length, givenUp };
}

function wordsOf({ outcome }: CheckMeasurement): string {
  switch (outcome.kind) {
    case 'completed':
      return 'its report has no Init Duration';
    case 'function-error':
      return `${outcome.errorType}: ${outcome.message}`;
    case 'unreadable':
      return `its report could not be read (${outcome.reason})`;
    case 'open':
      return 'the check was ended before its answer';
    default:
      return `${outcome.kind}: ${outcome.message}`;
  }
}
