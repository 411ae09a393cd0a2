import { asPriceBookFile, bookFor, type PriceBook, shippedBooks, youngerThan } from '../../pricing/index.js';
import type { Io, RawOptions, Run } from '../command.js';
import { CommandError } from '../command-error.js';
import { asOfDay, ownBooks } from '../prices.js';
import { bookText } from './book-text.js';
import { listText } from './list-text.js';
import { update } from './update.js';

const NOT_FOR_UPDATE = [
  '--as-of, --prices and --json show books; "price-book update" writes AWS\'s list of today',
  'leave them out; --out - prints the book',
] as const;

/** Which prices there are, which apply, and new ones from AWS. */
export const priceBook: Run = async (action, options, io) => {
  if (action === 'update') {
    for (const flag of ['asOf', 'prices', 'json']) {
      if (options[flag] !== undefined) throw new CommandError(...NOT_FOR_UPDATE);
    }
    return update(options, io);
  }
  if (action !== undefined) {
    throw new CommandError(`price-book does not know "${action}"`, 'it shows books, or "update" writes a new one');
  }
  for (const flag of ['from', 'out']) {
    if (options[flag] !== undefined) throw new CommandError(`--${flag} goes with "price-book update"`, 'add "update"');
  }
  const books = ownBooks(options) ?? shippedBooks();
  if (typeof options.region === 'string') showOne(options.region, books, options, io);
  else showAll(books, options, io);
  return 'ok';
};

function showOne(region: string, books: readonly PriceBook[], options: RawOptions, { stdout, stderr }: Io): void {
  const day = asOfDay(options) ?? new Date().toISOString().slice(0, 10);
  const book = bookFor(region, day, books);
  const younger = youngerThan(book, day);
  stdout.write(options.json === true ? json(asPriceBookFile(book)) : bookText(book));
  if (younger !== undefined) stderr.write(`kelvin: no older prices of ${region} are known: ${younger}\n`);
}

/** On a day: of each region the book that is in force then. */
function showAll(books: readonly PriceBook[], options: RawOptions, { stdout }: Io): void {
  const day = asOfDay(options);
  const regions = [...new Set(books.map(({ region }) => region))];
  const wanted = day === undefined ? books : regions.map((region) => bookFor(region, day, books));
  const rows = wanted.map(({ id, region, effectiveFrom, source }) => ({ id, region, effectiveFrom, source }));
  stdout.write(options.json === true ? json(rows) : listText(rows));
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
