import { z } from 'zod';
import { isDay } from '../day.js';
import { PriceBookError } from '../price-book-error.js';

/** A step of a price in AWS's list; `end` null is without end. */
export interface Step {
  readonly begin: number;
  readonly end: number | null;
  readonly usd: number;
}

/** One product of the list with its price: an SKU. */
export interface Row {
  /** Without the region's prefix: `Lambda-GB-Second`. */
  readonly usageType: string;
  readonly group: string;
  /** First day of the price, `YYYY-MM-DD`. */
  readonly from: string;
  /** In rising order. */
  readonly steps: readonly Step[];
}

export interface PriceList {
  /** Day of publication, `YYYY-MM-DD`. */
  readonly publishedOn: string;
  readonly rows: readonly Row[];
}

/** A time that begins with a day, `2026-09-01T00:00:00Z`. */
const time = z.string().refine((text) => isDay(text.slice(0, 10)));

/**
 * A price list file of the Price List Bulk API, the parts that are read ("Reading the service price list file", AWS
 * Billing user guide; the names of the ranges are those of the files).
 */
const term = z.object({
  effectiveDate: time,
  priceDimensions: z.record(
    z.string(),
    z.object({
      beginRange: z.string().optional(),
      endRange: z.string().optional(),
      pricePerUnit: z.record(z.string(), z.string()),
    }),
  ),
});
const attributes = z.object({
  usagetype: z.string().default(''),
  group: z.string().default(''),
  regionCode: z.string().optional(),
});
const file = z.object({
  offerCode: z.string(),
  publicationDate: time,
  products: z.record(z.string(), z.object({ attributes })),
  terms: z.object({ OnDemand: z.record(z.string(), z.record(z.string(), term)) }),
});
type File = z.infer<typeof file>;

/** `EUC1-Lambda-GB-Second`, `EU-Request`: what a region puts before its usage types; us-east-1 has none or `USE1-`. */
const PREFIX = /^[A-Z]{2,4}\d?-/;

/** Rows that are free or sold everywhere: free tier, and what is listed for no one region. */
const isElsewhere = (usageType: string): boolean => usageType.startsWith('Global-');

/**
 * The rows of one region of AWS's list for Lambda. Other regions' rows and the free tier are left out; so are free rows
 * beside one that costs for the same use. @throws PriceBookError when the file is no such list, or not the region's.
 */
export function readPriceList(json: unknown, region: string, name: string): PriceList {
  const parsed = file.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue === undefined || issue.path.length === 0 ? 'the file' : issue.path.join('.');
    throw notAList(name, `${where} is not as in one`);
  }
  const { offerCode, products, publicationDate } = parsed.data;
  if (offerCode !== 'AWSLambda') throw notAList(name, `it is the list of ${offerCode}`);
  const local = Object.entries(products).filter(([, product]) => product.attributes.regionCode === region);
  if (local.length === 0) {
    const held = new Set(Object.values(products).flatMap((product) => product.attributes.regionCode ?? []));
    throw new PriceBookError(
      `${name} holds no prices of ${region}`,
      `it holds those of ${[...held].sort().join(', ') || 'no region'}`,
    );
  }
  const rows = local.flatMap(([sku, product]) => rowOf(parsed.data, sku, product.attributes, name));
  return { publishedOn: publicationDate.slice(0, 10), rows: withoutFreeDoubles(rows) };
}

const notAList = (name: string, why: string): PriceBookError =>
  new PriceBookError(
    `${name} is no price list of AWS Lambda: ${why}`,
    'it is the index.json of one region from offers/v1.0/aws/AWSLambda/current/',
  );

function rowOf({ terms }: File, sku: string, { usagetype, group }: z.infer<typeof attributes>, name: string): Row[] {
  // A product may have been listed again with a new price: the newest term is the one that holds.
  const newest = Object.values(terms.OnDemand[sku] ?? {})
    .sort((a, b) => a.effectiveDate.localeCompare(b.effectiveDate))
    .at(-1);
  if (newest === undefined || isElsewhere(usagetype)) return [];
  const steps = Object.values(newest.priceDimensions)
    .map(({ beginRange = '0', endRange = 'Inf', pricePerUnit }) => ({
      begin: Number(beginRange),
      end: endRange === 'Inf' ? null : Number(endRange),
      usd: usdOf(pricePerUnit, usagetype, name),
    }))
    .sort((a, b) => a.begin - b.begin);
  return [{ usageType: usagetype.replace(PREFIX, ''), group, from: newest.effectiveDate.slice(0, 10), steps }];
}

function usdOf(perUnit: Readonly<Record<string, string>>, usageType: string, name: string): number {
  const usd = perUnit.USD === undefined || perUnit.USD.trim() === '' ? Number.NaN : Number(perUnit.USD);
  if (usd >= 0 && Number.isFinite(usd)) return usd;
  const other = Object.keys(perUnit).filter((it) => it !== 'USD');
  throw new PriceBookError(
    `${name}: ${usageType} has no price in USD${other.length === 0 ? '' : `, but in ${other.join(', ')}`}`,
    'Kelvin counts in US dollars alone: write the prices into a file of your own, converted, and name it with --prices',
  );
}

const isFree = ({ steps }: Row): boolean => steps.every(({ usd }) => usd === 0);

const withoutFreeDoubles = (rows: readonly Row[]): Row[] =>
  rows.filter((row) => !isFree(row) || !rows.some((it) => it.usageType === row.usageType && !isFree(it)));
