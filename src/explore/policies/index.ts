import { type Problem, workingOf } from '../../curve/index.js';
import { explorerPolicy } from '../explorer.js';
import type { Policy } from '../move.js';
import { GRID, gridPolicy } from './grid.js';
import { SINGLE_EXPONENTIAL, singleExponentialPolicy } from './single-exponential.js';

const KELVIN = 'kelvin';

/** As a run asks it: what fails twice is no candidate any more. */
function kelvinPolicy(problem: Problem, coldPerVisit = 0): Policy {
  let candidates = problem.candidates;
  let policy = explorerPolicy(problem, { coldPerVisit });
  return {
    name: KELVIN,
    next(seen) {
      const working = workingOf(problem.candidates, seen);
      if (working.length !== candidates.length) {
        candidates = working;
        policy = explorerPolicy({ ...problem, candidates }, { coldPerVisit });
      }
      return policy.next(seen);
    },
  };
}

/** @param coldPerVisit how many cold starts each visit begins with, which are paid for; none without it */
export type MakePolicy = (problem: Problem, coldPerVisit?: number) => Policy;

/** Every way of exploring that a replay can compare, by name: Kelvin's own, and what else there is. */
export const POLICIES: Readonly<Record<string, MakePolicy>> = {
  [KELVIN]: kelvinPolicy,
  [GRID]: gridPolicy,
  [SINGLE_EXPONENTIAL]: singleExponentialPolicy,
};
