import type { PriceBook } from './book.js';
import type { PriceBookFile } from './book-schema.js';
import { PriceBookError } from './price-book-error.js';

/** The sections that have a price for each architecture. */
const BY_ARCHITECTURE = ['onDemand', 'provisionedConcurrency', 'tenantIsolation'] as const;

/** Lambda developer guide, document history. */
const ARM64_FROM = '2021-09-29';

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
          file.effectiveFrom < ARM64_FROM
            ? `arm64 is sold since ${ARM64_FROM}: choose a later day, or x86_64`
            : `add "${section}.arm64" to it, or choose x86_64`,
        );
      },
    });
  }
  return book as PriceBook;
}

/** What the file of a book holds. */
export const asPriceBookFile = (book: PriceBook): PriceBookFile => structuredClone(book) as PriceBookFile;
