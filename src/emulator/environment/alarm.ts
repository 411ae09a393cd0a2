import { type Milliseconds, milliseconds } from '../../units/index.js';
import type { Clock } from '../clock.js';

/**
 * One alarm that is set anew all the time. One that is set already is left as it is when it goes off before the new
 * moment: then nothing is due yet, and it is set again. So a hot path that moves its deadline with each step sets no
 * timers.
 */
export class Alarm {
  readonly #clock: Clock;
  readonly #onTime: () => void;
  #set: { readonly at: Milliseconds; readonly cancel: () => void } | undefined;

  /** @param onTime may be called early; it is to call `set` again. */
  constructor(clock: Clock, onTime: () => void) {
    this.#clock = clock;
    this.#onTime = onTime;
  }

  /** @param at monotonic; undefined for never. */
  set(at: Milliseconds | undefined): void {
    if (at !== undefined && this.#set !== undefined && this.#set.at <= at) return;
    this.#set?.cancel();
    this.#set = undefined;
    if (at === undefined) return;
    // A timer may fire a fraction early.
    const cancel = this.#clock.after(milliseconds(at - this.#clock.monotonic() + 1), () => {
      this.#set = undefined;
      this.#onTime();
    });
    this.#set = { at, cancel };
  }
}
