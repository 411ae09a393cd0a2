import { milliseconds } from '../../units/index.js';
import type { Clock } from '../clock.js';
import type { Allocation } from '../concurrency/provisioned-environments.js';
import type { ExecutionEnvironment } from './environment.js';

/** So many are initialised at once: more would only take the CPU from each other, and from who is invoked meanwhile. */
const AT_ONCE = 8;
/** An environment that was lost is replaced at once; one that could not even be initialised is tried again after this. */
const AFTER_A_FAILURE = milliseconds(10_000);

/** The environments that provisioned concurrency keeps for one version. */
export class Provisioned {
  readonly #clock: Clock;
  readonly #make: () => ExecutionEnvironment;
  /** All that have processes, those that end included. */
  readonly #all = new Set<ExecutionEnvironment>();
  /** Those of them that are meant to stay. */
  readonly #kept = new Set<ExecutionEnvironment>();
  readonly #initialised = new Set<ExecutionEnvironment>();
  /** The most recently used last. */
  #free: ExecutionEnvironment[] = [];
  #count = 0;
  #settle: ((allocation: Allocation) => void) | undefined;
  #cancelRetry: (() => void) | undefined;

  constructor(clock: Clock, make: () => ExecutionEnvironment) {
    this.#clock = clock;
    this.#make = make;
  }

  get isEmpty(): boolean {
    return this.#count === 0 && this.#all.size === 0;
  }

  get hasFree(): boolean {
    return this.#free.length > 0;
  }

  /** None is free, and one will be in a moment. */
  get isComingBack(): boolean {
    return !this.hasFree && [...this.#kept].some((it) => it.hasAnswered || it.isBeingReset);
  }

  takeFree(): ExecutionEnvironment | undefined {
    return this.#free.pop();
  }

  ensure(count: number): Promise<Allocation> {
    this.#settle?.({ kind: 'ready' });
    this.#cancelRetry?.();
    this.#count = count;
    return new Promise((resolve) => {
      this.#settle = resolve;
      this.#giveUpSurplus();
      this.#makeMore();
      this.#settleIfReady();
    });
  }

  onFree(environment: ExecutionEnvironment): void {
    this.#initialised.add(environment);
    if (this.#kept.has(environment)) this.#free.push(environment);
    this.#makeMore();
    this.#settleIfReady();
  }

  onLeaving(environment: ExecutionEnvironment): void {
    this.#free = this.#free.filter((it) => it !== environment);
    if (!this.#kept.delete(environment)) return;
    if (this.#initialised.has(environment)) this.#makeMore();
    else this.#failed();
  }

  onGone(environment: ExecutionEnvironment): void {
    this.#all.delete(environment);
    this.#initialised.delete(environment);
  }

  async stop(): Promise<void> {
    void this.ensure(0);
    await Promise.all([...this.#all].map((environment) => environment.stop()));
  }

  #giveUpSurplus(): void {
    // The idle ones first, and of those the ones that were not used for longest.
    const order = [...this.#free, ...[...this.#kept].filter((it) => !this.#free.includes(it))];
    for (const environment of order.slice(0, Math.max(0, this.#kept.size - this.#count))) {
      this.#kept.delete(environment);
      this.#free = this.#free.filter((it) => it !== environment);
      environment.retire();
    }
  }

  #makeMore(): void {
    const starting = [...this.#kept].filter((it) => !this.#initialised.has(it)).length;
    const wanted = Math.min(this.#count - this.#kept.size, AT_ONCE - starting);
    try {
      for (let made = 0; made < wanted; made++) {
        const environment = this.#make();
        this.#all.add(environment);
        this.#kept.add(environment);
      }
    } catch {
      this.#failed();
    }
  }

  #failed(): void {
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.({ kind: 'failed' });
    this.#cancelRetry?.();
    this.#cancelRetry = this.#clock.after(AFTER_A_FAILURE, () => this.#makeMore());
  }

  #settleIfReady(): void {
    const ready = [...this.#kept].filter((it) => this.#initialised.has(it)).length;
    if (ready < this.#count) return;
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.({ kind: 'ready' });
  }
}
