import type { PriceBook } from './book.js';
import { PriceBookError } from './price-book-error.js';

/** The price if the book has it. @throws PriceBookError otherwise: what is not known is never priced at zero. */
export function priceIn<T>(book: PriceBook, price: T | undefined, what: string): T {
  if (price !== undefined) return price;
  throw new PriceBookError(
    `the price book ${book.id} has no price for ${what}`,
    'choose a region or a day that has it, leave it out, or give your own prices with --prices FILE',
  );
}
