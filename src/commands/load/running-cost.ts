import type { LoadRequest } from '../../recording/index.js';
import { type Usd, usd } from '../../units/index.js';
import { type InvocationPrice, usdOf } from '../spending/invocation-price.js';

/** Outcomes after which nothing has run that would be billed. */
const UNBILLED = new Set(['throttled', 'dropped', 'connection-failed']);

/**
 * What a load has cost so far. Where a report has not come, the client's latency stands in for it: an invocation is not
 * billed for longer than it was waited for, so a budget may end a load early, and not late.
 */
export class RunningCost {
  #usd: number;
  /**
   * @param prices of each function of a mix, by its number; a version of each was published for it. On demand, also where it
   * is on provisioned concurrency, whose duration costs less
   * @param keptUsd what keeping that has cost by now
   */
  constructor(
    private readonly prices: readonly InvocationPrice[],
    private readonly keptUsd: () => number = () => 0,
  ) {
    this.#usd = prices.reduce((sum, it) => sum + (it.usdPerVersion ?? 0), 0);
  }

  get usd(): Usd {
    return usd(this.#usd + this.keptUsd());
  }

  add(requests: readonly LoadRequest[]): void {
    for (const { outcome, latencyMs = 0, function: index = 0 } of requests) {
      const price = this.prices[index];
      if (price === undefined || UNBILLED.has(outcome.kind)) continue;
      const report = 'report' in outcome ? outcome.report : undefined;
      this.#usd += usdOf(price, report?.billedDurationMs ?? Math.ceil(latencyMs));
      if (report?.restoreDurationMs !== undefined) this.#usd += price.usdPerRestore ?? 0;
    }
  }
}
