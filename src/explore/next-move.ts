import { isDisturbed, type Measurement } from '../recording/index.js';
import { exploredMove } from './explored-move.js';
import type { Explorer } from './move.js';
import { nextStep } from './plan.js';

/** The one function that the loop asks. */
export const nextMove: Explorer = (header, measurements) => {
  if (header.scenario.exploration !== undefined) return exploredMove(header, measurements);
  const step = nextStep(header, measurements);
  return step === undefined ? { kind: 'done', why: 'every size was measured' } : { kind: 'measure', step };
};

/** A dozen visits last longer than a compiler or a browser at its start: what disturbs by then is no passing moment. */
const VISITS_FOR_NOTHING = 12;

/**
 * An explorer that is not asked any more once visit after visit has brought nothing that counts: to a host that disturbs
 * everything, or to an account that throttles everything, one would go for ever.
 */
export const givingUp =
  (explorer: Explorer): Explorer =>
  (header, measurements) => {
    const move = explorer(header, measurements);
    if (move.kind === 'done' || header.scenario.exploration === undefined) return move;
    return visitsForNothing(measurements) < VISITS_FOR_NOTHING
      ? move
      : {
          kind: 'done',
          why: `the last ${VISITS_FOR_NOTHING} visits brought nothing that counts`,
          exploration: 'exhausted',
        };
  };

/** How many visits in a row have, the last ones. */
function visitsForNothing(measurements: readonly Measurement[]): number {
  const last = measurements.findLastIndex(counts);
  return new Set(measurements.slice(last + 1).map(({ block }) => block)).size;
}

/** That a function fails counts too, where it was not held up. */
const counts = (it: Measurement): boolean =>
  it.outcome.kind === 'function-error' ||
  ((it.outcome.kind === 'completed' || it.outcome.kind === 'timed-out') && !isDisturbed(it));
