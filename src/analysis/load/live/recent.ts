/** Seconds that "now" lasts: short enough to see a change, long enough for a Poisson rate to stand still. */
export const WINDOW_S = 5;

/** Events of the last whole seconds, for the rate of now: a ring, however long the load is. */
export class Recent {
  readonly #counts = new Uint32Array(WINDOW_S + 1);
  readonly #seconds = new Float64Array(WINDOW_S + 1).fill(-1);

  /** Those of more than a window ago are let go. */
  count(atMs: number): void {
    const second = Math.floor(atMs / 1000);
    const slot = second % (WINDOW_S + 1);
    if (second < 0 || second < (this.#seconds[slot] ?? -1)) return;
    if (this.#seconds[slot] !== second) {
      this.#seconds[slot] = second;
      this.#counts[slot] = 0;
    }
    this.#counts[slot] = (this.#counts[slot] ?? 0) + 1;
  }

  /** Events a second in the last seconds that are over; null before the first is. */
  perSecond(nowMs: number): number | null {
    const now = Math.floor(nowMs / 1000);
    const seconds = Math.min(WINDOW_S, now);
    if (seconds < 1) return null;
    const sum = this.#counts.reduce((total, count, slot) => {
      const second = this.#seconds[slot] ?? -1;
      return second >= now - seconds && second < now ? total + count : total;
    }, 0);
    return sum / seconds;
  }
}
