import { asPriceBook, bookFor, type PriceBook, PriceBookError } from '../../pricing/index.js';
import type { CheckHeader } from '../../recording/index.js';
import type { AnalysisOptions } from '../analyse.js';

/** Other prices than those of the check's own day. */
export type CheckPrices = Pick<AnalysisOptions, 'books' | 'asOf'>;

/**
 * The prices by which a check's cost is taken: those of its header or its day, or others that are asked for.
 * @returns undefined where the region has none: the check goes on without cost
 */
export function checkBook(header: CheckHeader, prices: CheckPrices = {}): PriceBook | undefined {
  const { books, asOf } = prices;
  const { target, startedAt } = header;
  if (books === undefined && asOf === undefined && header.prices?.ownBook !== undefined)
    return asPriceBook(header.prices.ownBook);
  try {
    return bookFor(target.region, asOf ?? startedAt.slice(0, 10), books);
  } catch (error) {
    if (error instanceof PriceBookError) return undefined;
    throw error;
  }
}
