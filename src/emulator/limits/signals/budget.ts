/**
 * The kernel's CPU bandwidth as arithmetic (Documentation/scheduler/sched-bwc.rst): every period brings a quota, none of
 * it is saved for later, and what was used beyond it is repaid out of the next ones. Times are in ms.
 */
export class Budget {
  readonly #quota: number;
  readonly #period: number;
  #left: number;
  #periodEnd: number;

  constructor(quota: number, period: number, now: number) {
    this.#quota = quota;
    this.#period = period;
    this.#left = quota;
    this.#periodEnd = now + period;
  }

  get left(): number {
    return this.#left;
  }

  get periodEnd(): number {
    return this.#periodEnd;
  }

  /** When the debt will be repaid, if nothing more is used until then. */
  get renewal(): number {
    const periods = Math.floor(-this.#left / this.#quota) + 1;
    return this.#periodEnd + (periods - 1) * this.#period;
  }

  charge(used: number): void {
    this.#left -= used;
  }

  refill(now: number): void {
    if (now < this.#periodEnd) return;
    const periods = Math.floor((now - this.#periodEnd) / this.#period) + 1;
    this.#left = Math.min(this.#quota, this.#left + periods * this.#quota);
    this.#periodEnd += periods * this.#period;
  }
}
