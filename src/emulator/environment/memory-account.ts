import type { Megabytes } from '../../units/index.js';
import type { Clock } from '../clock.js';
import type { EnvironmentLimits } from '../limits/limits.js';
import { MemoryUsed } from '../limits/memory-used.js';
import { MemoryWatch } from './memory-watch.js';

export interface MemoryAccountOptions {
  readonly clock: Clock;
  readonly limits: EnvironmentLimits;
  readonly memorySize: Megabytes;
  readonly runtimePid: () => number | undefined;
  /** It has used more than ever. */
  readonly onMore: (used: Megabytes) => void;
}

/**
 * When an environment's Max Memory Used is looked at: now and then while its processes work, and once more when an invocation
 * is over, not before its caller has the answer.
 */
export class MemoryAccount {
  readonly #options: MemoryAccountOptions;
  readonly #used: MemoryUsed;
  readonly #watch: MemoryWatch;
  /** An invocation is over, and how much memory it has used has not been looked up yet. */
  #isDue = false;
  #told: Megabytes | undefined;

  constructor(options: MemoryAccountOptions) {
    this.#options = options;
    this.#used = new MemoryUsed(options.limits, options.memorySize);
    this.#watch = new MemoryWatch(options.clock, () => this.#sample());
  }

  get maxMemoryUsed(): Megabytes {
    return this.#used.value;
  }

  /** From now on processes work. */
  begin(): void {
    this.#watch.begin();
  }

  /** An invocation is on its way. */
  delivered(): void {
    // Of a function that dies in its first invocation this is all there will be to say.
    if (!this.#used.isKnown) this.#sample();
  }

  /** They work no more. */
  pause(): void {
    this.#watch.end();
  }

  /** An invocation is over: its figure is to be looked up when there is time, and by `settle` at the latest. */
  finished(): void {
    this.#isDue = true;
    this.#watch.end();
  }

  /** Looks up what is due. */
  settle(): void {
    if (!this.#isDue) return;
    this.#isDue = false;
    if (this.#options.runtimePid() === undefined) this.#used.sampleAfterExit();
    else this.#sample();
  }

  close(): void {
    this.#watch.close();
    this.#used.close();
  }

  #sample(): void {
    this.#used.sample(this.#options.runtimePid());
    if (!this.#used.isKnown || this.#used.value === this.#told) return;
    this.#told = this.#used.value;
    this.#options.onMore(this.#told);
  }
}
