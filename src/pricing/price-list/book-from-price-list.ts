import { asPriceBook } from '../as-price-book.js';
import type { PriceBook } from '../book.js';
import { priceBookSchema } from '../book-schema.js';
import { shippedBooks } from '../books.js';
import { PriceBookError } from '../price-book-error.js';
import { Picker } from './pick.js';
import { type PriceList, readPriceList } from './rows.js';
import { architecturesOf, optionalSections } from './sections.js';

/** Sections that other offers than AWSLambda's price: they come from the book that ships with Kelvin, where it has them. */
const OF_OTHER_OFFERS = ['logsIngestion', 'dataTransferOut', 'savingsPlans'] as const;

/**
 * A new book from AWS's public price list file of a region (Price List Bulk API, offer AWSLambda).
 * @param name what messages call the file
 * @throws PriceBookError when the file is no such list, or lacks a row, with the usage types that are missing
 */
export function bookFromPriceList(json: unknown, region: string, name: string): PriceBook {
  const list = readPriceList(json, region, name);
  const picker = new Picker(list);
  const onDemand = architecturesOf(picker, ON_DEMAND, (suffix) => ({
    durationTiers: picker.tiers(`Lambda-GB-Second${suffix}`),
    usdPerRequest: picker.price(`Request${suffix}`),
    usdPerEphemeralGbSecond: picker.price(`Lambda-Storage-GB-Second${suffix}`),
  }));
  const sections = optionalSections(picker);
  if (picker.problems.length > 0) {
    throw new PriceBookError(
      picker.problems.map((problem) => `${name} ${problem} in ${region}`).join('\n'),
      "take the whole file as AWS publishes it; if AWS's list has changed its form, please report it",
    );
  }
  const effectiveFrom = picker.days.sort().at(-1) ?? list.publishedOn;
  return asPriceBook(
    priceBookSchema.parse({
      ...headOf(list, region, effectiveFrom),
      onDemand,
      ...sections,
      ...ofOtherOffers(region),
    }),
  );
}

const ON_DEMAND = ['Lambda-GB-Second', 'Request', 'Lambda-Storage-GB-Second'];

function headOf({ publishedOn }: PriceList, region: string, effectiveFrom: string) {
  const shipped = newestShipped(region);
  const kept = OF_OTHER_OFFERS.filter((section) => shipped?.[section] !== undefined);
  const notes = kept.length === 0 ? {} : { notes: [`${kept.join(', ')}: from the price book ${shipped?.id}`] };
  const source = `AWS Price List, offer AWSLambda, publication ${publishedOn}, rows effective ${effectiveFrom}`;
  return {
    schemaVersion: 1,
    id: `${region}-${effectiveFrom}`,
    region,
    effectiveFrom,
    source,
    ...notes,
    currency: 'USD',
  };
}

const newestShipped = (region: string): PriceBook | undefined =>
  shippedBooks()
    .filter((book) => book.region === region)
    .at(-1);

function ofOtherOffers(region: string): Partial<PriceBook> {
  const shipped = newestShipped(region);
  return Object.fromEntries(
    OF_OTHER_OFFERS.flatMap((section) => (shipped?.[section] === undefined ? [] : [[section, shipped[section]]])),
  );
}
