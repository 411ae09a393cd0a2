import { isDay, type PriceBook, readOwnBooks } from '../pricing/index.js';
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
