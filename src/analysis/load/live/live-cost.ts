import type { PriceBook } from '../../../pricing/index.js';
import { type ArmBegin, type LateReport, type LoadHeader, startKind } from '../../../recording/index.js';
import { type Usd, usd } from '../../../units/index.js';
import { type CostTerms, costTermsOf, invocationUsd, keptPerSecond, type UnitPrices, unitPricesOf } from '../cost.js';

/** List prices of one arm so far, by the terms of its result: nothing that the report counts may come as a surprise. */
export interface LiveCost {
  /** As of the load itself in its result: its invocations, and what was kept for it while it went on. */
  readonly usd: Usd;
  /** Of it, for environments that were kept; 0 where none are. */
  readonly keptUsd: Usd;
  readonly keptPerHourUsd: Usd;
  /** Of it, for restores that SnapStart charges for. */
  readonly restoresUsd: Usd;
  /** Beside it: the snapshots of what was published for the arm. */
  readonly publishedUsd: Usd;
}

/** What an arm costs, summed up as its reports come. */
export class RunningPrice {
  readonly #terms: CostTerms | null;
  readonly #prices: readonly (UnitPrices | undefined)[];
  #invokedUsd = 0;
  #restoresUsd = 0;
  #isUnpriced = false;

  constructor(header: LoadHeader, begin: ArmBegin, book: PriceBook | null) {
    this.#terms = costTermsOf(header, begin, book);
    this.#prices = this.#terms === null ? [] : unitPricesOf(this.#terms);
  }

  /** @param index of the function in a mix */
  add(report: LateReport['report'], index = 0): void {
    const { billedDurationMs } = report;
    if (billedDurationMs === undefined) return;
    const price = this.#prices[index];
    if (price === undefined) {
      this.#isUnpriced = true;
      return;
    }
    const isCold = startKind(report) === 'cold';
    this.#invokedUsd += invocationUsd(price, billedDurationMs, isCold);
    if (isCold) this.#restoresUsd += price.perRestore;
  }

  /** Null where it is not known of all of them. */
  after(elapsedMs: number): LiveCost | null {
    if (this.#terms === null || this.#isUnpriced) return null;
    const perSecond = keptPerSecond(this.#terms);
    const keptUsd = (perSecond * elapsedMs) / 1000;
    return {
      usd: usd(this.#invokedUsd + keptUsd),
      keptUsd: usd(keptUsd),
      keptPerHourUsd: usd(perSecond * 3600),
      restoresUsd: usd(this.#restoresUsd),
      publishedUsd: usd(this.#terms.publishedUsd),
    };
  }
}
