/** What the driver's thread and its metronome share. */
export class MetronomeMemory {
  readonly buffer: SharedArrayBuffer;
  /** Rung whenever the time was set anew. */
  readonly bell: Int32Array<SharedArrayBuffer>;
  readonly #at: Float64Array<SharedArrayBuffer>;

  constructor(buffer = new SharedArrayBuffer(16)) {
    this.buffer = buffer;
    this.bell = new Int32Array(buffer, 0, 1);
    this.#at = new Float64Array(buffer, 8, 1);
  }

  /** When to wake the driver, of the system's monotonic clock. */
  get atMs(): number {
    return this.#at[0] as number;
  }

  /**
   * Sets that time. Half of it cannot be read: an aligned 64-bit number is written at once on every machine that Node
   * runs on; and who reads it before the bell is rung reads it again.
   */
  set(atMs: number): void {
    this.#at[0] = atMs;
    Atomics.add(this.bell, 0, 1);
    Atomics.notify(this.bell, 0);
  }
}

/** A thread may be held up between the readings of two clocks; of so many pairs one is read without that. */
const READINGS = 8;

/** The system's monotonic clock: one for all threads, which `performance.now()` is not. In milliseconds. */
export function monotonicClock(): () => number {
  let [offset, shortest] = [0, Number.POSITIVE_INFINITY];
  for (let reading = 0; reading < READINGS; reading++) {
    const before = performance.now();
    const [seconds, nanoseconds] = process.hrtime();
    const after = performance.now();
    if (after - before >= shortest) continue;
    shortest = after - before;
    offset = seconds * 1e3 + nanoseconds / 1e6 - (before + after) / 2;
  }
  return () => performance.now() + offset;
}
