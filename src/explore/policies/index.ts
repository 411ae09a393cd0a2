import type { Problem } from '../../curve/index.js';
import type { Policy } from '../move.js';
import { GRID, gridPolicy } from './grid.js';
import { SINGLE_EXPONENTIAL, singleExponentialPolicy } from './single-exponential.js';

/** Every way of exploring that a replay can compare, by name. */
export const POLICIES: Readonly<Record<string, (problem: Problem) => Policy>> = {
  [GRID]: gridPolicy,
  [SINGLE_EXPONENTIAL]: singleExponentialPolicy,
};
