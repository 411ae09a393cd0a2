import { type EpochMilliseconds, epochMilliseconds, type Milliseconds, milliseconds } from '../units/index.js';

export interface Clock {
  /** For spans: never jumps, its zero means nothing. */
  monotonic(): Milliseconds;
  /** For timestamps. */
  epoch(): EpochMilliseconds;
}

export const systemClock: Clock = {
  monotonic: () => milliseconds(Number(process.hrtime.bigint()) / 1e6),
  epoch: () => epochMilliseconds(Date.now()),
};
