import { PERIOD_US } from '../limits/limits.js';

const PERIOD_MS = PERIOD_US / 1000;

/** The kernel charges a running thread at its ticks, so it may overrun its quota by one: 10 ms at the most (CONFIG_HZ=100). */
const LONGEST_TICK_MS = 10;

/**
 * The least time that a quota holds a thread back for this much CPU time: it begins with a whole quota, may end in debt
 * for one tick, and gets the rest period by period. A bound and no estimate: where the throttled time and the waiting
 * together are not above it, the waiting took nothing but time that the quota would have taken.
 * @param share quota by period; from 1 on it may hold nothing back.
 */
export function expectedThrottledMs(cpuTimeMs: number, share: number): number {
  if (share >= 1) return 0;
  const refilled = cpuTimeMs - share * PERIOD_MS - LONGEST_TICK_MS;
  return Math.max(0, refilled / share - cpuTimeMs);
}
