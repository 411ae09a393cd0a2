/** Where no CPU time can be read: as if one thread had run for as long as it was allowed to. */
export class WallTime {
  #since: number | undefined;

  restart(now: number): void {
    this.#since = now;
  }

  /** @param mayRun whether it was allowed to since the last time. */
  take(now: number, mayRun: boolean): number {
    const since = this.#since ?? now;
    this.#since = now;
    return mayRun ? now - since : 0;
  }
}
