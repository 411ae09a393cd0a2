import { asPriceBookFile, isDay, type PriceBook, type PriceBookFile, readOwnBooks } from '../pricing/index.js';
import { withoutAccountIds } from '../recording/index.js';
import type { RawOptions } from './command.js';
import { CommandError } from './command-error.js';

/** The user's own books, where `--prices` names a file. @throws PriceBookError with all that is wrong with it. */
export function ownBooks({ prices }: RawOptions): readonly PriceBook[] | undefined {
  return typeof prices === 'string' ? readOwnBooks(prices) : undefined;
}

/** The day of `--as-of`. @throws CommandError when it is none. */
export function asOfDay({ asOf }: RawOptions): string | undefined {
  if (typeof asOf !== 'string') return undefined;
  if (isDay(asOf)) return asOf;
  throw new CommandError(`--as-of ${asOf} is no day`, 'year, month and day, such as 2025-08-01');
}

/** One's own prices are kept whole in a recording, so that it says what it said without the file. */
export function recordedBook(book: PriceBook): PriceBookFile {
  const notes = book.notes?.map(withoutAccountIds);
  const text = { id: withoutAccountIds(book.id), source: withoutAccountIds(book.source) };
  return { ...asPriceBookFile(book), ...text, ...(notes === undefined ? {} : { notes }) };
}
