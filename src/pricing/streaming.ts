import { type Megabytes, megabytes } from '../units/index.js';
import { type Charge, charge } from './bill.js';
import type { PriceBook } from './book.js';
import { freeCharge, freeOf, isEligible } from './free-tier.js';
import { requirePrices } from './require-prices.js';
import type { AccountTerms, FunctionUsage } from './usage.js';

/** "You can stream the first 6 MB per request at no cost" (pricing page, 2026). */
const FREE_RESPONSE = megabytes(6);

/** GB of so many streamed responses that are charged for. */
export const streamedGbOf = (responses: number, size: Megabytes): number =>
  (responses * Math.max(0, size - FREE_RESPONSE)) / 1024;

/** Bytes written to response streams beyond the first 6 MB of each response. */
export function streamingCharges(book: PriceBook, usages: readonly FunctionUsage[], terms: AccountTerms): Charge[] {
  const used = usages.reduce((all, usage) => all + (usage.streamedGb ?? 0), 0);
  if (used === 0) return [];
  const eligible = usages.map((usage) => (isEligible(usage, terms) ? (usage.streamedGb ?? 0) : 0));
  const free = freeOf('streaming', eligible, terms).reduce((all, it) => all + it, 0);
  const name = 'response streaming';
  const price = requirePrices(book, 'responseStreaming').usdPerGb;
  return [charge(name, used - free, 'GB', price), freeCharge('streaming', name, free)];
}
