import { type Milliseconds, milliseconds } from '../../units/index.js';
import { PERIOD_US } from './limits.js';

const PERIOD = PERIOD_US / 1000;
/** Longer ones the kernel refuses: max_cfs_quota_period, one second. With more than these a microsecond's rounding adds up. */
const MOST_STEPS = 1000;

export interface Rested {
  /** A point of the grid of periods, of any time. */
  readonly anchor: Milliseconds;
  readonly restsSince: Milliseconds;
  /** Periods that the kernel has counted since. */
  readonly counted: number;
  readonly now: Milliseconds;
  /** How well the grid is known. */
  readonly uncertainty: Milliseconds;
  /** Where the next period should begin, after `now`. */
  readonly next: Milliseconds;
}

export interface Move {
  /** A stopped timer that is started with this period first rings where the next one should begin. */
  readonly periodUs: number;
  /** Where that will really be: a period has whole microseconds. */
  readonly reaches: Milliseconds;
}

/**
 * A timer counts the period in which the rest begins, then one without use, and stops there with the point after that as
 * its next: from that one it goes on, in steps of the period that it is started with, to the first beyond now.
 *
 * @returns undefined where it still runs, did not run when the rest began, or where that began too close to a point of the
 * grid to say before or after it.
 */
export function periodToReach({ anchor, restsSince, counted, now, uncertainty, next }: Rested): Move | undefined {
  const into = positive(restsSince - anchor);
  if (counted < 2 || into < uncertainty || into > PERIOD - uncertainty) return undefined;
  const stoppedAt = restsSince - into + PERIOD * (1 + counted);
  if (stoppedAt > now - uncertainty) return undefined;
  const distance = next - stoppedAt;
  // The fewest microseconds above the real period: should the emulator be held up before it writes that one, little is lost.
  const steps = Math.min(MOST_STEPS, Math.max(1, Math.floor(distance / PERIOD)));
  const periodUs = Math.round((distance / steps) * 1000);
  return { periodUs, reaches: milliseconds(stoppedAt + (steps * periodUs) / 1000) };
}

const positive = (distance: number): number => ((distance % PERIOD) + PERIOD) % PERIOD;
