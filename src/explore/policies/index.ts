import type { Problem } from '../../curve/index.js';
import { explorerPolicy } from '../explorer.js';
import type { Policy } from '../move.js';
import { GRID, gridPolicy } from './grid.js';
import { SINGLE_EXPONENTIAL, singleExponentialPolicy } from './single-exponential.js';

/** Every way of exploring that a replay can compare, by name: Kelvin's own, and what else there is. */
export const POLICIES: Readonly<Record<string, (problem: Problem) => Policy>> = {
  kelvin: (problem) => explorerPolicy(problem),
  [GRID]: gridPolicy,
  [SINGLE_EXPONENTIAL]: singleExponentialPolicy,
};
