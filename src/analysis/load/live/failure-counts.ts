import type { RequestOutcome } from '../../../recording/index.js';
import { errorTypeOf } from '../outcome.js';

export interface LiveFailure {
  readonly kind: RequestOutcome['kind'];
  /** AWS's or the network's word for it: `Runtime.ExitError`, `ECONNRESET`. */
  readonly errorType: string | undefined;
  readonly count: number;
}

/** A function can name its errors as it likes; beyond so many kinds they are counted without their names. */
const MOST_KINDS = 50;

/** How many requests failed in which way. */
export class FailureCounts {
  readonly #counts = new Map<string, LiveFailure>();

  add(outcome: RequestOutcome): void {
    const { kind } = outcome;
    if (kind === 'answered' || kind === 'open' || kind === 'dropped') return;
    const name = errorTypeOf(outcome);
    const key = `${kind} ${name ?? ''}`;
    const kept = this.#counts.has(key) || this.#counts.size < MOST_KINDS;
    const errorType = kept ? name : undefined;
    const place = kept ? key : `${kind} `;
    this.#counts.set(place, { kind, errorType, count: (this.#counts.get(place)?.count ?? 0) + 1 });
  }

  /** The most frequent first. */
  list(): LiveFailure[] {
    return [...this.#counts.values()].sort((a, b) => b.count - a.count);
  }
}
