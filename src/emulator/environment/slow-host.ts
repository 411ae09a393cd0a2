import { type Milliseconds, milliseconds } from '../../units/index.js';
import type { Clock } from '../clock.js';
import type { Action } from './action.js';
import { busiestSince, type WantedCpu } from './processes/wanted-cpu.js';

export interface SlowHostParts {
  readonly clock: Clock;
  /** More than 1. */
  readonly slowdown: number;
  readonly wanted: () => WantedCpu;
  /** @param lag by how much of it the host is to blame. */
  readonly perform: (action: Action, at: Milliseconds, lag: Milliseconds) => void;
}

interface Held {
  readonly action: Action;
  readonly at: Milliseconds;
  readonly lag: Milliseconds;
  readonly cancel: () => void;
}

/** What a runtime does after its work: it comes as much later, so that their order stays. */
const FOLLOWS: ReadonlySet<Action['kind']> = new Set(['next', 'exited', 'responded']);

/** What is added is what is said to be added. */
const toMicrosecond = (ms: number): Milliseconds => milliseconds(Math.round(ms * 1000) / 1000);

/**
 * A host on which the same work takes longer: when its runtime is done, the platform hears of it later by the part of
 * the time in which the busiest thread ran or waited for a CPU. So Duration, its timeout and Init Duration hold it, other
 * environments run on, and the processes, who sleep meanwhile, cannot tell.
 *
 * A smaller quota was rejected. It does not slow one thread of a function that has more than one vCPU, nor a task that
 * fits into one period, nor INIT, which runs beyond its quota; and nobody could take its effect off a figure again.
 */
export class SlowHost {
  readonly #parts: SlowHostParts;
  #before: WantedCpu = new Map();
  #lag = milliseconds(0);
  #held: Held[] = [];

  constructor(parts: SlowHostParts) {
    this.#parts = parts;
  }

  /** Work begins: INIT, or an invocation that has been delivered. */
  begin(): void {
    this.#before = this.#parts.wanted();
    this.#lag = milliseconds(0);
  }

  /** @param isDone whether it is the end of the work. @returns whether it will be performed later. */
  hold(action: Action, isDone: boolean): boolean {
    const { clock, slowdown, wanted } = this.#parts;
    const now = clock.monotonic();
    const isFirst = isDone && this.#lag === 0;
    if (isFirst) this.#lag = toMicrosecond(busiestSince(this.#before, wanted()) * (slowdown - 1));
    const lag = this.#lag;
    if (lag === 0 || !FOLLOWS.has(action.kind)) return false;
    const at = milliseconds(now + lag);
    const cancel = clock.after(milliseconds(at - clock.monotonic()), () => this.release(at));
    this.#held.push({ action, at, lag: isFirst ? lag : milliseconds(0), cancel });
    return true;
  }

  /** Performs what is due by then, in the order in which it came. */
  release(now: Milliseconds): void {
    for (let next = this.#held[0]; next !== undefined && next.at <= now; next = this.#held[0]) {
      this.#held.shift();
      next.cancel();
      this.#parts.perform(next.action, next.at, next.lag);
    }
  }

  /** Its processes are gone, and what they did last with them. */
  clear(): void {
    for (const { cancel } of this.#held.splice(0)) cancel();
    this.#lag = milliseconds(0);
  }
}
