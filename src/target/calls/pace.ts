/** After a first throttle: ten calls a second. Lambda's control plane is allowed 15 (quotas page, 2026). */
const FIRST_INTERVAL_MS = 100;
const LONGEST_INTERVAL_MS = 5000;
const FORGOTTEN_BELOW_MS = 20;
const RECOVERY_RATIO = 0.8;

/**
 * How fast a client may call: at full speed until the service asks to slow down; then each throttle halves the rate, and
 * each answer wins a fifth of it back. All calls of a client go through it, so that those which were not throttled
 * themselves do not keep the account over its quota.
 */
export class Pace {
  #intervalMs = 0;
  #nextAt = 0;

  get intervalMs(): number {
    return this.#intervalMs;
  }

  /** Takes the next turn. @returns how long to wait for it */
  turnIn(now: number): number {
    const at = Math.max(now, this.#nextAt);
    this.#nextAt = at + this.#intervalMs;
    return at - now;
  }

  throttled(): void {
    this.#intervalMs = Math.min(LONGEST_INTERVAL_MS, Math.max(FIRST_INTERVAL_MS, 2 * this.#intervalMs));
  }

  answered(): void {
    this.#intervalMs *= RECOVERY_RATIO;
    if (this.#intervalMs < FORGOTTEN_BELOW_MS) this.#intervalMs = 0;
  }
}
