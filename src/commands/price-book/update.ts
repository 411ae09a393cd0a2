import { readFileSync, writeFileSync } from 'node:fs';
import { asPriceBookFile, bookFromPriceList } from '../../pricing/index.js';
import type { Io, RawOptions } from '../command.js';
import { CommandError } from '../command-error.js';
import type { Exit } from '../exit-code.js';

/** The price list of one region as AWS publishes it, for everybody and without credentials (Price List Bulk API). */
const addressOf = (region: string): string =>
  `https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AWSLambda/current/${region}/index.json`;

/** The file is below a megabyte; the list of all regions is 14. */
const PATIENCE_MS = 60_000;

/** Writes a new book from AWS's price list. */
export async function update({ region, from, out }: RawOptions, io: Io): Promise<Exit> {
  if (typeof region !== 'string' || !/^[a-z]{2}(-[a-z]+)+-\d+$/.test(region)) {
    const typed = region === undefined ? 'price-book update needs a region' : `--region ${region} is no AWS region`;
    throw new CommandError(typed, 'such as --region eu-central-1');
  }
  const source = typeof from === 'string' ? from : addressOf(region);
  const text = /^https?:\/\//i.test(source) ? await fetched(source) : contentOf(source);
  const book = bookFromPriceList(parsed(text, source), region, source);
  const content = `${JSON.stringify(asPriceBookFile(book), null, 2)}\n`;
  if (out === '-') {
    io.stdout.write(content);
    return 'ok';
  }
  const path = typeof out === 'string' ? out : `${book.id}.json`;
  write(path, content);
  io.stdout.write(`${path}: prices of ${region} from ${book.effectiveFrom}\nuse it with --prices ${path}\n`);
  return 'ok';
}

async function fetched(address: string): Promise<string> {
  const remedy = 'download the file elsewhere, and name it with --from FILE';
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.ok) return await response.text();
    const why = [403, 404].includes(response.status) ? ': AWS publishes no such list, is the region right?' : '';
    throw new CommandError(`${address} answers ${response.status}${why}`, remedy, 'failed');
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const { cause, message } = error as Error;
    const why = cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.message) : message;
    throw new CommandError(`${address} cannot be read (${why})`, remedy, 'failed');
  }
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    const why = code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code})`;
    throw new CommandError(`${path}: ${why}`, 'name a price list of AWS: the index.json of a region');
  }
}

function parsed(text: string, source: string): unknown {
  try {
    // Some programs put a byte order mark in front of what they save.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new CommandError(`${source} is no JSON`, 'name a price list of AWS: the index.json of a region, not the CSV');
  }
}

function write(path: string, content: string): void {
  try {
    writeFileSync(path, content);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new CommandError(`${path} cannot be written (${code})`, 'name another place with --out', 'failed');
  }
}
