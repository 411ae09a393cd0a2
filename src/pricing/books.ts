import { didYouMean } from '../spelling/index.js';
import { asPriceBook } from './as-price-book.js';
import type { PriceBook } from './book.js';
import type { PriceBookFile } from './book-schema.js';
import { PriceBookError } from './price-book-error.js';
import { nearestRegions, REGION_PLACES } from './regions.js';
import { SHIPPED_FILES } from './shipped-files.js';

let shipped: readonly PriceBook[] | undefined;

/** Every book that ships with Kelvin, by region and day. A test checks each file against the schema. */
export function shippedBooks(): readonly PriceBook[] {
  shipped ??= inOrder(SHIPPED_FILES.map((file) => asPriceBook(file as unknown as PriceBookFile)));
  return shipped;
}

const inOrder = (books: readonly PriceBook[]): PriceBook[] =>
  [...books].sort((a, b) => a.region.localeCompare(b.region) || a.effectiveFrom.localeCompare(b.effectiveFrom));

/** The regions that have a price, in order. */
export const pricedRegions = (books: readonly PriceBook[] = shippedBooks()): string[] =>
  [...new Set(books.map((book) => book.region))].sort();

/**
 * The book of a region that is in force on a day (`YYYY-MM-DD`), the newest without one. Where the region's oldest book
 * is younger than the day it is that one, and `youngerThan` says so. There is no other default: prices differ by region
 * (Cape Town's duration costs a third more than Virginia's).
 * @throws PriceBookError for a region without a price, with the nearest ones that have one.
 */
export function bookFor(region: string, day?: string, books: readonly PriceBook[] = shippedBooks()): PriceBook {
  const own = inOrder(books.filter((book) => book.region === region));
  const inForce = day === undefined ? own : own.filter((book) => book.effectiveFrom <= day);
  const book = inForce.at(-1) ?? own[0];
  if (book === undefined) throw noPrices(region, books);
  return book;
}

/** Says that a book's prices are of a later day than the one they are used for; `undefined` when they are not. */
export function youngerThan(book: PriceBook, day: string): string | undefined {
  return day < book.effectiveFrom ? `prices of ${book.effectiveFrom} stand in for ${day}` : undefined;
}

function noPrices(region: string, books: readonly PriceBook[]): PriceBookError {
  const own = books !== shippedBooks();
  const remedy = own
    ? `the file holds ${pricedRegions(books).join(', ') || 'no book'}; add a book of ${region} to it`
    : `name your own with --prices FILE, or read AWS's list with "kelvin price-book update --region ${region}"`;
  const unknown = `no prices are known for ${region}`;
  if (!Object.hasOwn(REGION_PLACES, region)) {
    const meant = didYouMean(region, Object.keys(REGION_PLACES));
    return meant === undefined
      ? new PriceBookError(unknown, `it is no AWS region that Kelvin knows; ${remedy}`)
      : new PriceBookError(`${unknown}; ${meant}`, own ? remedy : '"kelvin price-book" lists the regions with prices');
  }
  const nearest = nearestRegions(region, pricedRegions(books)).join(', ');
  return new PriceBookError(own ? unknown : `${unknown}; the nearest regions with prices are ${nearest}`, remedy);
}
