import type { GroupMemory } from './group-memory.js';

/** Below this nothing shows in a figure in MB; the kernel charges 64 pages of 4 KB at a time. */
const SLACK = 262_144;

/**
 * The most memory that a group's processes have held at one time, in bytes, those included that are gone: what they
 * allocated and what they keep in files in memory.
 *
 * The kernel keeps the peak of the whole charge only, and the page cache is in it. So the time is cut into windows, and
 * in each the rest of the charge (page cache, the kernel's own) is taken to have been at the peak what it was at the
 * window's beginning or end, whichever was more. Exact as long as nobody reads or writes files; a window in which
 * somebody does is off by no more than the cache changed in it, and never more than what is held when it is looked at.
 */
export class HeldPeak {
  readonly #group: GroupMemory;
  #most = 0;
  /** Charged but not held, at the window's beginning. */
  #rest = 0;
  /** As long as the group's peak is no higher, nothing new can have been held. */
  #known = 0;

  constructor(group: GroupMemory) {
    this.#group = group;
  }

  /** One read of a file that is open: for each invocation. */
  mayHaveRisen(): boolean {
    const peak = this.#group.peak();
    return peak === undefined || peak > this.#known;
  }

  /** Ends the window. @returns the most of this window. */
  look(): number {
    const peak = this.#group.peak();
    const now = this.#group.now();
    if (now === undefined) return 0;
    const rest = Math.max(0, now.all - now.held);
    const most = Math.max(now.held, peak === undefined ? 0 : peak - Math.max(rest, this.#rest));
    this.#most = Math.max(this.#most, most);
    const isNew = this.#group.restart();
    this.#rest = isNew ? rest : Math.max(rest, this.#rest);
    // The page cache may be gone by the next peak, and what is held in its place then.
    const sure = this.#most + Math.max(0, rest - now.cached) + SLACK;
    this.#known = isNew ? sure : Math.max(sure, peak ?? 0);
    return most;
  }

  close(): void {
    this.#group.close();
  }
}
