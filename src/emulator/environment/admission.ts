import { milliseconds } from '../../units/index.js';
import type { Clock } from '../clock.js';
import type { Slot } from '../concurrency/ledger-state.js';
import { ServiceError } from '../service-error.js';
import { COMING_BACK } from './coming-back.js';

/**
 * Longer than that, because a client that invokes in sequence would be refused and not only have a cold start. On AWS the
 * same takes no time; here it is up to a busy machine. What is refused in the end is refused this much later.
 */
const BEFORE_REFUSAL = milliseconds(500);

interface Demand {
  /** @throws ServiceError TooManyRequestsException. */
  readonly ask: () => Slot;
  /** An environment of provisioned concurrency will be free in a moment: better that than a new one. */
  readonly isComingBack: () => boolean;
}

/**
 * Gives invocations their slots. A slot is held until its environment is done, which is a moment after the caller has its
 * answer; so a client that invokes in sequence would meet its own last invocation. It waits for that to be over instead.
 */
export class Admission {
  readonly #clock: Clock;
  /** Invocations that have been answered and hold their slots still. */
  #answered = 0;
  #waiting: (() => void)[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  answered(): void {
    this.#answered += 1;
  }

  over(): void {
    this.#answered -= 1;
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** @returns a promise where there is something to wait for. @throws ServiceError as `ask` does. */
  slotFor(demand: Demand): Slot | Promise<Slot> {
    return this.#askUnlessBetter(demand, BEFORE_REFUSAL) ?? this.#later(demand);
  }

  async #later(demand: Demand): Promise<Slot> {
    const deadline = this.#clock.monotonic() + BEFORE_REFUSAL;
    for (;;) {
      const left = deadline - this.#clock.monotonic();
      // Twice at most by itself: when there will be no better environment, and when there will be no slot.
      const patience = left > BEFORE_REFUSAL - COMING_BACK ? left - (BEFORE_REFUSAL - COMING_BACK) : left;
      await this.#nextOver(patience);
      const slot = this.#askUnlessBetter(demand, deadline - this.#clock.monotonic());
      if (slot !== undefined) return slot;
    }
  }

  /** @param left of the time that it may wait. @returns undefined when waiting is better. */
  #askUnlessBetter({ ask, isComingBack }: Demand, left: number): Slot | undefined {
    const mayWait = this.#answered > this.#waiting.length && left > 0;
    if (!mayWait) return ask();
    if (left > BEFORE_REFUSAL - COMING_BACK && isComingBack()) return undefined;
    try {
      return ask();
    } catch (error) {
      if (error instanceof ServiceError && error.status === 429) return undefined;
      throw error;
    }
  }

  #nextOver(patience: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        cancel();
        resolve();
      };
      const cancel = this.#clock.after(milliseconds(patience), () => {
        this.#waiting = this.#waiting.filter((it) => it !== wake);
        resolve();
      });
      this.#waiting.push(wake);
    });
  }
}
