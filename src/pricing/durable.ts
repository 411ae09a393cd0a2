import { type Charge, charge } from './bill.js';
import type { PriceBook } from './book.js';
import { requirePrices } from './require-prices.js';
import type { DurableUsage, FunctionUsage } from './usage.js';

/** The pricing page's example prorates by 30 days, whatever the month. */
const DAYS_A_MONTH = 30;

/** GB-months of data that is kept for so many days, while the execution runs and after it. */
export const storedGbMonths = (writtenGb: number, days: number): number => writtenGb * (days / DAYS_A_MONTH);

/** Durable executions: operations (starts, steps, waits), data that they write, and data kept. */
export function durableCharges(book: PriceBook, usages: readonly FunctionUsage[]): Charge[] {
  const used = usages.flatMap(({ durable }) => (durable === undefined ? [] : [durable]));
  if (used.length === 0) return [];
  const prices = requirePrices(book, 'durableFunctions');
  const total = (of: (usage: DurableUsage) => number): number => used.reduce((all, it) => all + of(it), 0);
  return [
    charge(
      'durable operations',
      total((it) => it.operations),
      'operation',
      prices.usdPerOperation,
    ),
    charge(
      'durable data written',
      total((it) => it.writtenGb),
      'GB',
      prices.usdPerWrittenGb,
    ),
    charge(
      'durable data stored',
      total((it) => it.storedGbMonths),
      'GB-month',
      prices.usdPerStoredGbMonth,
    ),
  ];
}
