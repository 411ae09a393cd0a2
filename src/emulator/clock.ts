import { type EpochMilliseconds, epochMilliseconds, type Milliseconds, milliseconds } from '../units/index.js';

/** Time as an argument: whatever waits in the emulator waits on one of these, and a test can drive it. */
export interface Clock {
  /** For spans: never jumps, its zero means nothing. */
  monotonic(): Milliseconds;
  /** For timestamps. */
  epoch(): EpochMilliseconds;
  /** Calls back once, `delay` from now, and does not keep the process alive. @returns what takes it back. */
  after(delay: Milliseconds, action: () => void): () => void;
}

/** The longest that a timer of Node.js can wait: 2^31 - 1 ms, 24.8 days. A longer delay would fire at once. */
const LONGEST_TIMER_MS = 2_147_483_647;

export const systemClock: Clock = {
  monotonic: () => milliseconds(Number(process.hrtime.bigint()) / 1e6),
  epoch: () => epochMilliseconds(Date.now()),
  after(delay, action) {
    const timer = setTimeout(action, Math.min(Math.max(0, Math.ceil(delay)), LONGEST_TIMER_MS));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
