import type { Architecture, OnDemandPrices, PriceBook } from './book.js';
import { shippedBooks } from './books.js';
import { PriceBookError } from './price-book-error.js';

/** The sections that a book may lack, in words. */
export const SECTIONS = {
  provisionedConcurrency: 'provisioned concurrency',
  snapStart: 'SnapStart',
  responseStreaming: 'response streaming',
  edge: 'Lambda@Edge',
  managedInstances: 'Managed Instances',
  durableFunctions: 'durable functions',
  tenantIsolation: 'tenant isolation',
  eventPollerUnits: 'event poller units',
  logsIngestion: 'CloudWatch Logs ingestion',
  dataTransferOut: 'data transfer out',
  savingsPlans: 'Compute Savings Plans',
} as const satisfies Partial<Record<keyof PriceBook, string>>;
export type PriceSection = keyof typeof SECTIONS;

/** A book's prices for something that not every book knows. @throws PriceBookError naming the books that do. */
export function requirePrices<S extends PriceSection>(book: PriceBook, section: S): NonNullable<PriceBook[S]> {
  const prices = book[section];
  if (prices !== undefined) return prices;
  const holders = shippedBooks().filter((it) => it[section] !== undefined);
  const sameRegion = holders.filter(({ region }) => region === book.region);
  // Of other regions only the newest: those of past days are no better for a bill of this one.
  const newest = new Map(holders.map((it) => [it.region, it]));
  const names = (sameRegion.length > 0 ? sameRegion : [...newest.values()]).map(({ id }) => id);
  throw new PriceBookError(
    `the price book ${book.id} has no prices for ${SECTIONS[section]}`,
    `known in ${names.join(', ')}; or name a file that has "${section}" with --prices`,
  );
}

/** A book's on-demand prices of an architecture. @throws PriceBookError when it was not sold on the book's days. */
export const requireArchitecture = (book: PriceBook, architecture: Architecture): OnDemandPrices =>
  book.onDemand[architecture];
