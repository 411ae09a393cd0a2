const MICROSECONDS = 1000;

/** What the thread counts of one environment and the emulator reads, in memory that both share. */
export class Counters {
  readonly buffer: SharedArrayBuffer;
  readonly #kills: BigUint64Array;
  readonly #throttledUs: BigUint64Array;

  constructor(buffer = new SharedArrayBuffer(2 * BigUint64Array.BYTES_PER_ELEMENT)) {
    this.buffer = buffer;
    this.#kills = new BigUint64Array(buffer, 0, 1);
    this.#throttledUs = new BigUint64Array(buffer, BigUint64Array.BYTES_PER_ELEMENT, 1);
  }

  /** Processes that were killed for want of memory. */
  get kills(): number {
    return Number(Atomics.load(this.#kills, 0));
  }

  countKill(): void {
    Atomics.add(this.#kills, 0, 1n);
  }

  /** How long the quota has kept all processes stopped; the pause that still lasts comes when it ends. */
  get throttledMs(): number {
    return Number(Atomics.load(this.#throttledUs, 0)) / MICROSECONDS;
  }

  addThrottled(ms: number): void {
    Atomics.add(this.#throttledUs, 0, BigInt(Math.round(ms * MICROSECONDS)));
  }
}
