import { Budget } from './budget.js';
import type { Counters } from './counters.js';
import { ProcessTree } from './process-tree.js';
import { WallTime } from './wall-time.js';

/** How often one that uses its CPU is looked at: the kernel itself counts at ticks of 1 to 4 ms. */
const LOOK_MS = 1;

export type Send = (target: number, signal: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL') => void;

export interface Surroundings {
  readonly send: Send;
  readonly proc: string | undefined;
  readonly period: number;
}

/**
 * The processes of one execution environment as the thread sees them. They run until their budget is used up, are
 * stopped until it is repaid, and run again: the kernel's own bandwidth control, with signals for its throttling.
 */
export class CycledEnvironment {
  readonly #around: Surroundings;
  readonly #memoryBytes: number;
  readonly #counters: Counters;
  readonly #tree: ProcessTree | undefined;
  readonly #wall = new WallTime();
  #leaders: number[] = [];
  #budget: Budget | undefined;
  #isFrozen = false;
  #isStopped = false;
  /** Since when the quota has held back what could run otherwise. */
  #throttledSince: number | undefined;
  /** When all of its processes are looked at again. */
  #lookAt = 0;

  constructor(around: Surroundings, memoryBytes: number, counters: Counters) {
    this.#around = around;
    this.#memoryBytes = memoryBytes;
    this.#counters = counters;
    this.#tree = around.proc === undefined ? undefined : new ProcessTree(around.proc);
  }

  started(leader: number): void {
    this.#leaders.push(leader);
    this.#tree?.adopt(leader, true);
    this.#lookAt = 0;
    if (this.#isStopped || this.#isFrozen) this.#around.send(-leader, 'SIGSTOP');
  }

  /** Processes that belong here and that no parent leads to. */
  adopt(pid: number): void {
    this.#tree?.adopt(pid, false);
  }

  setQuota(quota: number | undefined, now: number): void {
    this.#used(now, true);
    this.#budget = quota === undefined ? undefined : new Budget(quota, this.#around.period, now);
    this.#lookAt = 0;
    this.#setStopped(false, now);
  }

  freeze(now: number): void {
    if (this.#isFrozen) return;
    this.#budget?.charge(this.#used(now, true));
    this.#isFrozen = true;
    this.#throttle(false, now);
    this.#signal('SIGSTOP');
  }

  /** What it owes is still owed, and has been repaid for as long as it was frozen. */
  thaw(now: number): void {
    if (!this.#isFrozen) return;
    this.#isFrozen = false;
    this.#wall.restart(now);
    this.#lookAt = 0;
    this.#budget?.refill(now);
    this.#isStopped = this.#budget !== undefined && this.#budget.left <= 0;
    this.#throttle(this.#isStopped, now);
    if (!this.#isStopped) this.#signal('SIGCONT');
  }

  forget(): void {
    this.#leaders = [];
    this.#budget = undefined;
    this.#isFrozen = false;
    this.#isStopped = false;
    this.#throttledSince = undefined;
  }

  /** @returns when it is to be called again. */
  step(now: number): number {
    if (this.#isFrozen || this.#leaders.length === 0) return Number.POSITIVE_INFINITY;
    const isWhole = now >= this.#lookAt || this.#isStopped;
    const used = this.#used(now, isWhole);
    if (isWhole) this.#lookAt = now + this.#around.period;
    if (isWhole) this.#watchMemory();
    const budget = this.#budget;
    if (budget === undefined) return this.#lookAt;
    budget.charge(used);
    budget.refill(now);
    this.#setStopped(budget.left <= 0, now);
    if (this.#isStopped) return budget.renewal;
    return used > 0 ? now + Math.max(LOOK_MS, Math.min(budget.left, this.#around.period / 5)) : this.#lookAt;
  }

  #used(now: number, isWhole: boolean): number {
    if (this.#tree === undefined) return this.#wall.take(now, !this.#isStopped && !this.#isFrozen);
    return isWhole ? this.#tree.takeAll() : this.#tree.takeHot();
  }

  #setStopped(isStopped: boolean, now: number): void {
    if (isStopped === this.#isStopped) return;
    this.#isStopped = isStopped;
    this.#throttle(isStopped && !this.#isFrozen, now);
    this.#signal(isStopped ? 'SIGSTOP' : 'SIGCONT');
  }

  #throttle(isThrottled: boolean, now: number): void {
    if (this.#throttledSince !== undefined) this.#counters.addThrottled(now - this.#throttledSince);
    this.#throttledSince = isThrottled ? now : undefined;
  }

  #signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    const targets = this.#tree?.targets(this.#leaders) ?? this.#leaders.map((leader) => -leader);
    for (const target of targets) this.#around.send(target, signal);
  }

  /** As the kernel's out-of-memory killer chooses: the one that has most. */
  #watchMemory(): void {
    const { bytes = 0, largest } = this.#tree?.memory() ?? {};
    if (bytes <= this.#memoryBytes || largest === undefined) return;
    this.#counters.countKill();
    this.#around.send(largest, 'SIGKILL');
  }
}
