import type { LogsResult } from './logs-result-schema.js';

/** From when to when the reports are. Logs of several streams are not in the order of time. */
export class SpanTally {
  n = 0;
  #withTime = 0;
  #from = Number.POSITIVE_INFINITY;
  #to = Number.NEGATIVE_INFINITY;

  add(at: number | null): void {
    this.n += 1;
    if (at === null) return;
    this.#withTime += 1;
    if (at < this.#from) this.#from = at;
    if (at > this.#to) this.#to = at;
  }

  get result(): LogsResult['span'] {
    if (this.#withTime === 0) return null;
    const iso = (at: number): string => new Date(at).toISOString();
    return {
      from: iso(this.#from),
      to: iso(this.#to),
      seconds: (this.#to - this.#from) / 1000,
      n: this.#withTime,
    };
  }
}
