import type { Milliseconds } from '../../units/index.js';
import type { Clock } from '../clock.js';

export interface Wait {
  /** Never rejects. */
  readonly passed: Promise<void>;
  /** Ends it now: whoever waited has gone. */
  end(): void;
}

/** Simulated time that is being waited for. It costs a timer each, and none is left when all is closed. */
export class Waits {
  readonly #clock: Clock;
  readonly #all = new Set<Wait>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  for(delay: Milliseconds): Wait {
    let end = (): void => {};
    const passed = new Promise<void>((resolve) => {
      const cancel = this.#clock.after(delay, () => end());
      end = () => {
        cancel();
        this.#all.delete(wait);
        resolve();
      };
    });
    const wait: Wait = { passed, end: () => end() };
    this.#all.add(wait);
    return wait;
  }

  close(): void {
    for (const wait of [...this.#all]) wait.end();
  }
}
