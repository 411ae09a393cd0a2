import { type PriceBook, type SnapStartPrices, snapStartPrices } from '../../pricing/index.js';
import type { Header } from '../../recording/index.js';
import { type Megabytes, usd } from '../../units/index.js';

/**
 * What SnapStart adds to a visit; undefined where it is not charged for. What is measured as it is has its snapshot anyway.
 */
export function snapshotPrices(
  book: PriceBook,
  { snapStart, asItIs }: Pick<Header['function'], 'snapStart' | 'asItIs'>,
  memorySizeMB: Megabytes,
): SnapStartPrices | undefined {
  const prices = snapStart === 'charged' ? snapStartPrices(book, memorySizeMB) : undefined;
  return prices === undefined || asItIs !== true ? prices : { ...prices, publishedUsd: usd(0) };
}
