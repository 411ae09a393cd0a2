import { asPriceBook, bookFor, type PriceBook, youngerThan } from '../../pricing/index.js';
import type { LogHeader } from '../../recording/index.js';
import type { AnalysisOptions } from '../analyse.js';
import { figuresOf, groupOf } from './figures.js';
import { LOGS_RESULT_SCHEMA_VERSION, type LogGroupFigures, type LogsResult } from './logs-result-schema.js';
import { monthlyRate } from './monthly-rate.js';
import type { ReadTally } from './read-tally.js';
import type { SpanTally } from './span-tally.js';
import type { Tally } from './tally.js';
import { logWarnings } from './warnings/index.js';

/** Other prices than those of the log's own day. */
export type LogPrices = Pick<AnalysisOptions, 'books' | 'asOf'>;

/** All that was folded out of a log. */
export interface Folded {
  readonly prices: LogPrices;
  readonly header: LogHeader;
  readonly tallies: readonly Tally[];
  readonly inits: LogsResult['inits'];
  readonly read: ReadTally;
  readonly span: SpanTally;
  readonly billingRule: LogsResult['billingRule'];
  /** Reports that had been read before. */
  readonly repeats: number;
  /** Every report says of which log stream it is. */
  readonly streamsKnown: boolean;
}

/** The user's book of now, else that of the reading, which its recording holds, else the one in force on the day. */
function bookOf({ region, ownBook }: LogHeader, day: string, { books, asOf }: LogPrices): PriceBook {
  if (books === undefined && asOf === undefined && ownBook !== undefined) return asPriceBook(ownBook);
  return bookFor(region ?? SUBSTITUTE_REGION, day, books);
}

/** The region whose prices are taken where none is named; a warning says so. */
const SUBSTITUTE_REGION = 'us-east-1';

/** @throws PriceBookError where the region that was named has no price. */
export function resultOf({
  prices,
  header,
  tallies,
  inits,
  read,
  span,
  billingRule,
  repeats,
  streamsKnown,
}: Folded): LogsResult {
  const { tool, startedAt, sources, asked, region, architecture } = header;
  const day = prices.asOf ?? (span.result?.to ?? startedAt).slice(0, 10);
  const book = bookOf(header, day, prices);
  const terms = { book, architecture, rate: monthlyRate(span.result) };
  const result: Omit<LogsResult, 'warnings'> = {
    schemaVersion: LOGS_RESULT_SCHEMA_VERSION,
    kind: 'logs',
    tool,
    startedAt,
    endReason: read.end?.reason ?? null,
    ...(read.end?.detail === undefined ? {} : { endDetail: read.end.detail }),
    sources,
    asked,
    region,
    architecture,
    read: read.result,
    span: span.result,
    priceBook: { id: book.id, region: book.region, effectiveFrom: book.effectiveFrom, source: book.source },
    total: figuresOf(tallies, terms),
    groups: tallies.map((tally) => groupOf(tally, terms)).sort(dearestFirst),
    inits,
    billingRule,
  };
  return { ...result, warnings: logWarnings({ result, read, repeats, streamsKnown, younger: youngerThan(book, day) }) };
}

const dearestFirst = (a: LogGroupFigures, b: LogGroupFigures): number =>
  (b.cost?.usd ?? 0) - (a.cost?.usd ?? 0) ||
  b.invocations - a.invocations ||
  (a.functionName ?? '').localeCompare(b.functionName ?? '', 'en') ||
  (a.memorySizeMB ?? 0) - (b.memorySizeMB ?? 0);
