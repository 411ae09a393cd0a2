import type { PriceBook } from './book.js';
import type { PriceBookFile } from './book-schema.js';
import { PriceBookError } from './price-book-error.js';

/** The sections that have a price for each architecture. */
const BY_ARCHITECTURE = ['onDemand', 'provisionedConcurrency', 'tenantIsolation'] as const;

/**
 * A file's prices as a book. An architecture that was not sold on the book's days is not in its file; in the book it is
 * there and throws when it is asked for its price, so that nobody who prices has to think of it and nobody gets a zero.
 * It is not enumerable: listed, copied or written out, a book is what its file is.
 */
export function asPriceBook(file: PriceBookFile): PriceBook {
  const book = structuredClone(file);
  for (const section of BY_ARCHITECTURE) {
    const prices = book[section];
    if (prices === undefined || prices.arm64 !== undefined) continue;
    delete prices.arm64;
    Object.defineProperty(prices, 'arm64', {
      get: () => {
        throw new PriceBookError(
          `the price book ${file.id} has no prices for arm64`,
          'arm64 can be priced from 2021-09-29 on, its first day: choose a later day, or x86_64',
        );
      },
    });
  }
  return book as PriceBook;
}
