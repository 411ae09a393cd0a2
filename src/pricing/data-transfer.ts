import type { Charge } from './bill.js';
import type { PriceBook } from './book.js';
import { freeCharge, freeOf } from './free-tier.js';
import { requirePrices } from './require-prices.js';
import type { AccountTerms, FunctionUsage } from './usage.js';
import { volumeCharges } from './volume.js';

/** Data transfer out to the internet, by tier. Its free 100 GB are AWS-wide: provisioned concurrency changes nothing. */
export function dataTransferCharges(book: PriceBook, usages: readonly FunctionUsage[], terms: AccountTerms): Charge[] {
  const gb = usages.reduce((all, usage) => all + (usage.transferOutGb ?? 0), 0);
  if (gb === 0) return [];
  const [free = 0] = freeOf('transfer', [gb], terms);
  const { tiers } = requirePrices(book, 'dataTransferOut');
  return [
    ...volumeCharges(book, 'data transfer out', tiers, gb - free),
    freeCharge('transfer', 'data transfer out', free),
  ];
}
