import { existsSync } from 'node:fs';
import { readAnonymousBytes, readChildren } from './proc.js';
import { ProcessTime } from './process-time.js';

/**
 * The processes of one execution environment, found by their parents: once seen, a process is known until it ends, in
 * whatever group or session it is. One that has left its parents between two looks is found by `adopt`.
 */
export class ProcessTree {
  readonly #proc: string;
  readonly #known = new Map<number, ProcessTime>();
  /** Of processes that have ended, and that may come once more as their parents' children. */
  #chargedOfDead = 0;

  constructor(proc: string) {
    this.#proc = proc;
  }

  get pids(): readonly number[] {
    return [...this.#known.keys()];
  }

  /** @param isNew whether the time that it has used so far is to be charged. */
  adopt(pid: number, isNew: boolean): void {
    if (!this.#known.has(pid)) this.#known.set(pid, new ProcessTime(this.#proc, pid, isNew));
  }

  /** Looks for new processes and forgets those that have ended. @returns CPU time in ms since the last time. */
  takeAll(): number {
    let used = 0;
    for (const process of this.#known.values()) used += this.#takeOne(process);
    return used;
  }

  /** Of those threads alone that did something at the last look. */
  takeHot(): number {
    return [...this.#known.values()].reduce((sum, process) => sum + process.takeHot(), 0);
  }

  /** A map may grow while it is gone through: children are looked at in the same round, and theirs. */
  #takeOne(process: ProcessTime): number {
    const { pid } = process;
    const used = process.take();
    if (process.threads.length === 0 && !existsSync(`${this.#proc}/${pid}`)) {
      this.#known.delete(pid);
      this.#chargedOfDead += process.charged;
      return used;
    }
    for (const thread of process.threads) {
      for (const child of readChildren(this.#proc, pid, thread)) this.adopt(child, true);
    }
    const rest = process.takeRest();
    const repeated = Math.min(rest.children, this.#chargedOfDead);
    this.#chargedOfDead -= repeated;
    return used + rest.own + rest.children - repeated;
  }

  /** Process groups to signal as a whole, and processes outside of them: a group takes one signal for all its members. */
  targets(leaders: readonly number[]): number[] {
    const outside = [...this.#known.values()].filter(({ group }) => !leaders.includes(group));
    return [...leaders.map((leader) => -leader), ...outside.map(({ pid }) => pid)];
  }

  /** @returns the bytes of all, and which one has the most. */
  memory(): { readonly bytes: number; readonly largest: number | undefined } {
    let bytes = 0;
    let most = 0;
    let largest: number | undefined;
    for (const pid of this.#known.keys()) {
      const own = readAnonymousBytes(this.#proc, pid);
      bytes += own;
      if (own <= most) continue;
      most = own;
      largest = pid;
    }
    return { bytes, largest };
  }
}
