import { Keeper } from './keeper.js';
import type { Namespaces } from './namespaces.js';
import type { Programs } from './programs.js';

/** A burst makes its own on the way. */
const READY = 2;

/**
 * Keepers made ahead, each with a process on its way in: that takes 10 ms, which a cold start would have to wait for. They are made while no
 * execution environment runs, as the CPU time would be taken from a measurement otherwise.
 */
export class Keepers {
  readonly #programs: Programs;
  readonly #namespaces: Namespaces;
  readonly #awake = new Set<string>();
  #ready: Keeper[] = [];
  #isClosed = false;

  constructor(programs: Programs, namespaces: Namespaces) {
    this.#programs = programs;
    this.#namespaces = namespaces;
  }

  take(): Keeper {
    const keeper = this.#ready.find(({ isAlive }) => isAlive);
    this.#ready = this.#ready.filter((it) => it.isAlive && it !== keeper);
    return keeper ?? new Keeper(this.#programs, this.#namespaces);
  }

  /** @param id of an environment */
  wake(id: string): void {
    this.#awake.add(id);
  }

  rest(id: string): void {
    if (this.#awake.delete(id) && this.#awake.size === 0) this.refill();
  }

  refill(): void {
    while (this.#ready.length < READY && !this.#isClosed) {
      const keeper = new Keeper(this.#programs, this.#namespaces);
      // What it does not come to is done later, and its trouble is heard of then.
      keeper.sendAhead(this.#programs, this.#namespaces).catch(() => {});
      this.#ready.push(keeper);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#ready.splice(0).map((keeper) => keeper.end()));
  }
}
