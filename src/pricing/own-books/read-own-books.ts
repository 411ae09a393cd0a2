import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { didYouMean } from '../../spelling/index.js';
import { asPriceBook } from '../as-price-book.js';
import type { PriceBook } from '../book.js';
import { priceBookSchema } from '../book-schema.js';
import { shippedBooks } from '../books.js';
import { PriceBookError } from '../price-book-error.js';
import { isObject, type JsonObject, merged } from './merge.js';
import { problemsOf, shown } from './problems.js';

const REMEDY =
  'reports/price-book.schema.json describes the file; "kelvin price-book --region REGION --json" prints a whole book to start from';

/**
 * The price books of a file: one or a list, each whole or, with `extends`, only what differs from a book that ships with
 * Kelvin. @throws PriceBookError with every problem of the file at once.
 */
export function readOwnBooks(path: string): PriceBook[] {
  const content = parsed(path);
  const entries = Array.isArray(content) ? content : [content];
  const read = entries.map((entry, index) => readOne(entry, Array.isArray(content) ? [index] : [], basename(path)));
  const books = read.flatMap(({ book }) => (book === undefined ? [] : [book]));
  const problems = [...read.flatMap((it) => it.problems), ...doubles(books)];
  if (entries.length === 0) problems.push('the list is empty');
  if (problems.length > 0) throw new PriceBookError(problems.map((it) => `${path}: ${it}`).join('\n'), REMEDY);
  return books;
}

function parsed(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    const why =
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'is a folder' : `cannot be read (${code})`;
    throw new PriceBookError(`${path}: ${why}`, 'name a JSON file with your prices');
  }
  try {
    return JSON.parse(withoutByteOrderMark(text));
  } catch (error) {
    throw new PriceBookError(`${path}: is no JSON: ${(error as Error).message}`, REMEDY);
  }
}

/** Some editors put one in front of a file; it is no JSON. */
const withoutByteOrderMark = (text: string): string => text.replace(/^\uFEFF/, '');

interface ReadOne {
  readonly book?: PriceBook;
  readonly problems: readonly string[];
}

function readOne(entry: unknown, at: readonly number[], file: string): ReadOne {
  const extending = isObject(entry) && entry.extends !== undefined;
  const whole = extending ? extended(entry, at, file) : entry;
  if (extending && typeof whole === 'string') return { problems: [whole] };
  const result = priceBookSchema.safeParse(whole);
  return result.success
    ? { book: asPriceBook(result.data), problems: [] }
    : { problems: problemsOf(result.error.issues, whole, at) };
}

/** The book that an entry extends, with the entry laid over it; a text says why there is none. */
function extended(entry: JsonObject, at: readonly number[], file: string): JsonObject | string {
  const { extends: name, ...own } = entry;
  const field = at.length === 0 ? 'extends' : `[${at[0]}].extends`;
  const base = shippedBooks().find(({ id }) => id === name);
  if (base === undefined) {
    const ids = shippedBooks().map(({ id }) => id);
    const meant = typeof name === 'string' ? didYouMean(name, ids) : undefined;
    return `${field}: got ${shown(name)}; expected the id of a book that ships with Kelvin (${meant ?? '"kelvin price-book" lists them'})`;
  }
  // Without an id of its own a discount would be mistaken for the list price that it changes.
  const { id: _, ...below } = base;
  const source = `${file}, over ${base.id}: ${base.source}`;
  return merged({ ...below, source }, own);
}

/** Two books of one region from one day: which of them holds cannot be told. */
function doubles(books: readonly PriceBook[]): string[] {
  return books.flatMap((book, index) => {
    const other = books
      .slice(0, index)
      .find((it) => it.id === book.id || (it.region === book.region && it.effectiveFrom === book.effectiveFrom));
    return other === undefined
      ? []
      : [`[${index}]: ${book.id} is a second book of ${book.region} from ${book.effectiveFrom}, or of that name`];
  });
}
