import type { Charge } from './bill.js';
import type { PriceBook } from './book.js';
import { requirePrices } from './require-prices.js';
import type { FunctionUsage } from './usage.js';
import { volumeCharges } from './volume.js';

/** CloudWatch Logs ingestion of the functions' own lines, as vended logs, by tier. */
export function logsIngestionCharges(book: PriceBook, usages: readonly FunctionUsage[]): Charge[] {
  const gb = usages.reduce((all, usage) => all + (usage.logsGb ?? 0), 0);
  if (gb === 0) return [];
  return volumeCharges(book, 'logs ingestion', requirePrices(book, 'logsIngestion').tiers, gb);
}
