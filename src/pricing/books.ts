import type { PriceBook } from './book.js';
import usEast1 from './books/us-east-1-2026-09.json' with { type: 'json' };

/** Every book that ships with Kelvin. The files are plain JSON numbers; this is where they get their units. */
const BOOKS: readonly PriceBook[] = [usEast1 as unknown as PriceBook];

export const pricedRegions = (): string[] => [...new Set(BOOKS.map((book) => book.region))];

/**
 * The newest book of a region, or `undefined` where none is known. There is no silent default: prices differ by region
 * (Cape Town's duration costs a third more than Virginia's), so the caller must say which one it used instead.
 */
export function bookFor(region: string): PriceBook | undefined {
  return BOOKS.filter((book) => book.region === region)
    .sort((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom))
    .at(-1);
}
