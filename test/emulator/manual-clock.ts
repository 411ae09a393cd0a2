import type { Clock } from '../../src/emulator/clock.js';
import { type EpochMilliseconds, epochMilliseconds, type Milliseconds, milliseconds } from '../../src/units/index.js';

interface Alarm {
  readonly at: number;
  readonly order: number;
  readonly action: () => void;
}

/** A clock that stands still until a test moves it. Alarms go off in order of their time, then of their setting. */
export class ManualClock implements Clock {
  #now: number;
  readonly #startedAt: number;
  readonly #alarms = new Set<Alarm>();
  #order = 0;

  constructor(epoch = Date.UTC(2026, 10, 26)) {
    this.#now = epoch;
    this.#startedAt = epoch;
  }

  monotonic(): Milliseconds {
    return milliseconds(this.#now - this.#startedAt);
  }

  epoch(): EpochMilliseconds {
    return epochMilliseconds(this.#now);
  }

  after(delay: Milliseconds, action: () => void): () => void {
    this.#order += 1;
    const alarm: Alarm = { at: this.#now + Math.max(0, delay), order: this.#order, action };
    this.#alarms.add(alarm);
    return () => void this.#alarms.delete(alarm);
  }

  /** How many alarms are set: a test that ends with some has found a leak. */
  get pending(): number {
    return this.#alarms.size;
  }

  /** Moves on, and lets everything that was due by then happen, promises between two alarms included. */
  async advance(span: number): Promise<void> {
    const end = this.#now + span;
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      const [due] = [...this.#alarms].filter((it) => it.at <= end).sort((a, b) => a.at - b.at || a.order - b.order);
      if (due === undefined) break;
      this.#alarms.delete(due);
      this.#now = due.at;
      due.action();
    }
    this.#now = end;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
