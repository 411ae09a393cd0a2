import { type Clock, systemClock } from '../../../../src/emulator/clock.js';
import { milliseconds } from '../../../../src/units/index.js';

const LONG_MS = 60_000;
const HASTE = 30;

/** A clock on which a wait of a minute and more, as between two attempts of an event, is thirty times as short. */
export const hastyClock: Clock = {
  monotonic: () => systemClock.monotonic(),
  epoch: () => systemClock.epoch(),
  after: (delay, action) => systemClock.after(delay >= LONG_MS ? milliseconds(delay / HASTE) : delay, action),
};
