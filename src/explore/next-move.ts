import type { Measurement } from '../recording/index.js';
import { exploredMove } from './explored-move.js';
import { inVain, visitsInVain } from './in-vain.js';
import type { Explorer } from './move.js';
import { nextStep } from './plan.js';

/** The one function that the loop asks. */
export const nextMove: Explorer = (header, measurements) => {
  if (header.scenario.exploration !== undefined) return exploredMove(header, measurements);
  const step = nextStep(header, measurements);
  return step === undefined ? { kind: 'done', why: 'every size was measured' } : { kind: 'measure', step };
};

/** What disturbs for half a minute, and a dozen visits, is no passing moment; nor is what meets so many visits in less. */
const FOR_NOTHING = { visits: 12, ms: 30_000, mostVisits: 60 } as const;

/**
 * An explorer that is not asked any more once visit after visit has brought nothing that counts: to a host that disturbs
 * everything, or to an account that throttles everything, one would go for ever.
 */
export const givingUp =
  (explorer: Explorer): Explorer =>
  (header, measurements) => {
    const move = explorer(header, measurements);
    if (move.kind === 'done' || header.scenario.exploration === undefined) return move;
    const visits = visitsForNothing(measurements);
    return visits === undefined
      ? move
      : { kind: 'done', why: `the last ${visits} visits brought nothing that counts`, exploration: 'exhausted' };
  };

/** How many visits have, the last ones, where they are enough to give up. */
function visitsForNothing(measurements: readonly Measurement[]): number | undefined {
  const nothing = inVain(measurements);
  const visits = visitsInVain(measurements);
  const [first, last] = [nothing[0], nothing.at(-1)];
  const lasted = first === undefined || last === undefined ? 0 : last.at - first.at;
  const isLong = visits >= FOR_NOTHING.visits && lasted >= FOR_NOTHING.ms;
  return isLong || visits >= FOR_NOTHING.mostVisits ? visits : undefined;
}
