import type { Usd } from '../units/index.js';
import type { Bill } from './bill.js';
import type { PriceBook } from './book.js';

/** What a month of something costs, by which prices and by the rules of which day: what every view of a bill shows. */
export interface Quote {
  /** What was asked, in a few words. */
  readonly name: string;
  readonly bill: Bill;
  /** Invocations that the bill is for; none where only hours or volumes were asked. */
  readonly invocations: number;
  /** 95 % interval of the total, where the durations were measured. */
  readonly interval?: { readonly lowUsd: Usd; readonly highUsd: Usd };
  readonly book: Pick<PriceBook, 'id' | 'region' | 'effectiveFrom' | 'source'>;
  /** `YYYY-MM-DD`; missing for today's rules. */
  readonly asOf?: string;
  /** What was taken for granted, in sentences. */
  readonly notes: readonly string[];
}

/** Dollars for a million invocations; `null` without any. */
export const perMillionUsd = ({ bill, invocations }: Quote): Usd | null =>
  invocations === 0 ? null : (((bill.totalUsd / invocations) * 1_000_000) as Usd);
