import { threadsOf } from '../../proc.js';
import { readStat, readThreadTime } from './proc.js';

/** Threads that end between two looks are caught up with to within two ticks of 10 ms. */
const STAT_SLACK_MS = 20;

/** The CPU time of one process: what of it has not been charged yet. */
export class ProcessTime {
  readonly pid: number;
  readonly #proc: string;
  readonly #threads = new Map<string, number>();
  #hot: readonly string[] = [];
  #charged = 0;
  #childrenSeen = 0;
  #group: number;

  /** @param isNew whether all that it has used so far is to be charged. */
  constructor(proc: string, pid: number, isNew: boolean) {
    this.#proc = proc;
    this.pid = pid;
    const stat = readStat(proc, pid);
    this.#group = stat?.group ?? pid;
    this.#childrenSeen = isNew ? 0 : (stat?.children ?? 0);
    if (!isNew) this.take();
    if (!isNew) this.#charged = stat?.own ?? 0;
  }

  /** Its process group as it was at the last look. */
  get group(): number {
    return this.#group;
  }

  get charged(): number {
    return this.#charged;
  }

  get threads(): readonly string[] {
    return [...this.#threads.keys()];
  }

  /** Of all threads, since the last time. */
  take(): number {
    const threads = threadsOf(this.#proc, this.pid);
    for (const known of this.#threads.keys()) if (!threads.includes(known)) this.#threads.delete(known);
    const used = threads.map((thread) => this.#takeThread(thread));
    this.#hot = threads.filter((_thread, index) => (used[index] ?? 0) > 0);
    return this.#charge(used.reduce((sum, it) => sum + it, 0));
  }

  /** Of those threads alone that did something when all were looked at. */
  takeHot(): number {
    return this.#charge(this.#hot.reduce((sum, thread) => sum + this.#takeThread(thread), 0));
  }

  /** What the kernel knows of beyond the threads that were seen. @returns of the process, and of children that have ended. */
  takeRest(): { readonly own: number; readonly children: number } {
    const stat = readStat(this.#proc, this.pid);
    if (stat === undefined) return { own: 0, children: 0 };
    this.#group = stat.group;
    const slack = this.#threads.size === 0 ? 0 : STAT_SLACK_MS;
    const own = Math.max(0, stat.own - slack - this.#charged);
    const children = stat.children - this.#childrenSeen;
    this.#childrenSeen = stat.children;
    return { own: this.#charge(own), children };
  }

  #takeThread(thread: string): number {
    const now = readThreadTime(this.#proc, this.pid, thread);
    const before = this.#threads.get(thread) ?? 0;
    // Not every kernel keeps it (CONFIG_SCHED_INFO): then there is only the rest.
    this.#threads.set(thread, now ?? before);
    return now === undefined ? 0 : now - before;
  }

  #charge(used: number): number {
    this.#charged += used;
    return used;
  }
}
