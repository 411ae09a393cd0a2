import { gbSecondsOf } from '../units/index.js';
import { type Charge, charge } from './bill.js';
import type { PriceBook } from './book.js';
import { requirePrices } from './require-prices.js';
import type { FunctionUsage } from './usage.js';

/** Lambda@Edge: its own prices of a request and a GB-second, without tiers and without free tier. */
export function edgeCharges(book: PriceBook, usages: readonly FunctionUsage[]): Charge[] {
  const used = usages.flatMap(({ edge, memorySizeMB }) => (edge === undefined ? [] : [{ ...edge, memorySizeMB }]));
  if (used.length === 0) return [];
  const prices = requirePrices(book, 'edge');
  const requests = used.reduce((all, it) => all + it.requests, 0);
  const duration = used.reduce((all, it) => all + gbSecondsOf(it.memorySizeMB, it.billedMs), 0);
  return [
    charge('Lambda@Edge duration', duration, 'GB-s', prices.usdPerGbSecond),
    charge('Lambda@Edge requests', requests, 'request', prices.usdPerRequest),
  ];
}
