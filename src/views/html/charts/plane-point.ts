import type { Estimate } from './rows.js';

/** A size on the plane: `value`, `low` and `high` are its cost, `x…` its duration. */
export interface PlanePoint extends Estimate {
  readonly x: number;
  readonly xLow: number | null;
  readonly xHigh: number | null;
}
