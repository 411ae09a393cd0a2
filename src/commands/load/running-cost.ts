import { type Architecture, billOnDemand, type PriceBook } from '../../pricing/index.js';
import type { LoadRequest } from '../../recording/index.js';
import { type Megabytes, milliseconds, type Usd, usd } from '../../units/index.js';

/** What of a function decides what an invocation of it costs. */
export interface Priced {
  readonly memorySizeMB: Megabytes;
  readonly architecture: Architecture;
  readonly ephemeralStorageMB: Megabytes;
}

export interface InvocationPrice {
  readonly usdPerRequest: number;
  readonly usdPerMs: number;
}

const AN_HOUR_MS = 3_600_000;

/** At list price, in the first tier: two figures, so that a request costs no more than a multiplication. */
export function invocationPrice(book: PriceBook, shape: Priced): InvocationPrice {
  const request = billOnDemand(book, { ...shape, requests: 1, billedMs: milliseconds(0) }).totalUsd;
  const hour = billOnDemand(book, { ...shape, requests: 0, billedMs: milliseconds(AN_HOUR_MS) }).totalUsd;
  return { usdPerRequest: request, usdPerMs: hour / AN_HOUR_MS };
}

/** Outcomes after which nothing has run that would be billed. */
const UNBILLED = new Set(['throttled', 'dropped', 'connection-failed']);

/**
 * What a load has cost so far. Where a report has not come, the client's latency stands in for it: an invocation is not
 * billed for longer than it was waited for, so a budget may end a load early, and not late.
 */
export class RunningCost {
  #usd = 0;
  /** @param prices of each function of a mix, by its number */
  constructor(private readonly prices: readonly InvocationPrice[]) {}

  get usd(): Usd {
    return usd(this.#usd);
  }

  add(requests: readonly LoadRequest[]): void {
    for (const { outcome, latencyMs = 0, function: index = 0 } of requests) {
      const price = this.prices[index];
      if (price === undefined || UNBILLED.has(outcome.kind)) continue;
      const report = 'report' in outcome ? outcome.report : undefined;
      this.#usd += price.usdPerRequest + (report?.billedDurationMs ?? Math.ceil(latencyMs)) * price.usdPerMs;
    }
  }
}
