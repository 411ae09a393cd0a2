import type { Megabytes } from '../units/index.js';

/** Lambda's: quota per period, and the tick of a 250 Hz kernel (ubc-cirrus-lab/demystifying-serverless-costs, 2025). */
const PERIOD_MS = 20;
const TICK_MS = 4;
const ONE_VCPU_MB = 1769;
/**
 * How long so much CPU time on one thread takes at a memory size: each period brings a quota of 20 ms x memory / 1,769 MB,
 * of which nothing is kept beyond one period's; what has run is charged at ticks, so the quota is overrun by up to a tick,
 * and repaid before the thread runs again. Period and tick
 * begin with the work, as after idle time.
 *
 * It is a model, for a prediction and to draw beside what is measured; how the emulator does it is in `limits`.
 */
export function throttledDurationMs(cpuMs: number, memorySizeMB: Megabytes): number {
  if (memorySizeMB >= ONE_VCPU_MB) return cpuMs;
  const quotaMs = (PERIOD_MS * memorySizeMB) / ONE_VCPU_MB;
  let [now, left, budget] = [0, cpuMs, quotaMs];
  let tick = TICK_MS;
  let refill = PERIOD_MS;
  for (;;) {
    const ran = Math.min(left, tick - now);
    left -= ran;
    if (left <= 0) return now + ran;
    budget -= ran;
    now = tick;
    for (; refill <= now; refill += PERIOD_MS) budget = Math.min(quotaMs, budget + quotaMs);
    for (; budget <= 0; refill += PERIOD_MS) {
      now = refill;
      budget = Math.min(quotaMs, budget + quotaMs);
    }
    while (tick <= now) tick += TICK_MS;
  }
}
