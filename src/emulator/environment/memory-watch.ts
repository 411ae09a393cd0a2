import { milliseconds } from '../../units/index.js';
import type { Clock } from '../clock.js';
import { Alarm } from './alarm.js';

/** Ten looks a second at what has not changed cost 0.01 % of a CPU, at what has 0.1 %. */
const EVERY = milliseconds(100);

/** While processes work they are looked at now and then: what a child has had is not to be found when it is gone. */
export class MemoryWatch {
  readonly #clock: Clock;
  readonly #alarm: Alarm;
  #isOn = false;

  constructor(clock: Clock, look: () => void) {
    this.#clock = clock;
    this.#alarm = new Alarm(clock, () => {
      if (!this.#isOn) return;
      look();
      this.#rewind();
    });
  }

  begin(): void {
    this.#isOn = true;
    this.#rewind();
  }

  /** An alarm that is set goes off once more, for nothing: to take it back for each short invocation would cost more. */
  end(): void {
    this.#isOn = false;
  }

  close(): void {
    this.#isOn = false;
    this.#alarm.set(undefined);
  }

  #rewind(): void {
    this.#alarm.set(milliseconds(this.#clock.monotonic() + EVERY));
  }
}
