import { asPriceBook, bookFor, type PriceBook } from '../../pricing/index.js';
import {
  type LoadEnd,
  type LoadHeader,
  type LoadLine,
  type LoadRecording,
  latestOfEach,
  type ProvisionedVersionLine,
  type UnreadableLoadLine,
} from '../../recording/index.js';
import { gbSecondsOf, milliseconds, usd } from '../../units/index.js';
import type { AnalysisOptions } from '../analyse.js';
import { keptForLoad } from '../kept-in-run.js';
import { ArmReading } from './arm-reading.js';
import { armResult } from './arm-result.js';
import { type ComparedArm, loadCandidates } from './candidate.js';
import { choiceOf, chooseUnderLoad } from './choice.js';
import { costTermsOf, unitPricesOf } from './cost.js';
import { LOAD_RESULT_SCHEMA_VERSION, type LoadFigures, type LoadResult } from './load-result.js';
import { verdictsOf } from './thresholds.js';
import { loadWarnings } from './warnings/index.js';

/** Other prices than those of the load's own day. */
export type LoadPrices = Pick<AnalysisOptions, 'books' | 'asOf'>;

/**
 * All that Kelvin concludes of the recording of a load. Its lines are read once, and one arm at a time is held in memory:
 * some 70 bytes a request, and its request ids. The same lines and prices give the same result, byte for byte.
 * @throws PriceBookError where the region of the load has no price.
 */
export function analyseLoad({ header, lines }: LoadRecording, prices: LoadPrices = {}): LoadResult {
  const day = prices.asOf ?? header.startedAt.slice(0, 10);
  const book = bookOf(header, day, prices);
  const read = readArms(header, lines(), book);
  const arms = read.arms.map(({ arm }) => arm);
  const { strategy } = header.load;
  const choice = chooseUnderLoad(loadCandidates(header, read.arms), strategy);
  const { tool, startedAt, load, functions, target, host } = header;
  const result: Omit<LoadResult, 'warnings'> = {
    schemaVersion: LOAD_RESULT_SCHEMA_VERSION,
    kind: 'load',
    tool,
    startedAt,
    endReason: read.end?.reason ?? null,
    ...(read.end?.detail === undefined ? {} : { endDetail: read.end.detail }),
    unreadableLines: read.unreadable.count,
    load,
    functions,
    target,
    host,
    priceBook:
      book === null
        ? null
        : { id: book.id, region: book.region, effectiveFrom: book.effectiveFrom, source: book.source },
    arms,
    thresholds: verdictsOf(header, arms),
    choice: choiceOf(header, choice, arms),
    spent: withKept(read, book),
    ...(read.end?.calls === undefined ? {} : { calls: read.end.calls }),
  };
  return {
    ...result,
    warnings: loadWarnings({
      ...{ header, result, choice, firstUnreadable: read.unreadable.first, book, day },
      provisioned: latestOfEach(read.provisioned),
    }),
  };
}

/** At a URL of which nothing is known there is nothing to price. */
function bookOf({ target, prices, functions }: LoadHeader, day: string, { books, asOf }: LoadPrices): PriceBook | null {
  if (functions.length === 0) return null;
  if (books === undefined && asOf === undefined && prices?.ownBook !== undefined) return asPriceBook(prices.ownBook);
  return bookFor(target.region, day, books);
}

interface Read {
  readonly arms: ComparedArm[];
  readonly provisioned: ProvisionedVersionLine[];
  end: LoadEnd | undefined;
  readonly unreadable: { count: number; first: UnreadableLoadLine | undefined };
  readonly spent: LoadResult['spent'];
}

function readArms(header: LoadHeader, lines: Iterable<LoadLine | UnreadableLoadLine>, book: PriceBook | null): Read {
  const read: Read = {
    arms: [],
    provisioned: [],
    end: undefined,
    unreadable: { count: 0, first: undefined },
    spent: { requests: 0, billedGbSeconds: 0, usd: usd(0) },
  };
  let reading: ArmReading | undefined;
  const finish = (): void => {
    if (reading !== undefined) addArm(read, reading, header, book);
    reading = undefined;
  };
  for (const line of lines) {
    if (line.type === 'arm') {
      finish();
      reading = new ArmReading(line);
    } else if (line.type === 'end') read.end = line;
    else if (line.type === 'provisioned') read.provisioned.push(line);
    else if (line.type === 'unreadable') {
      read.unreadable.count += 1;
      read.unreadable.first ??= line;
    } else if (reading !== undefined && line.arm === reading.begin.arm) reading.add(line);
    else read.unreadable.count += 1;
  }
  finish();
  read.arms.sort((a, b) => bySize(a.arm) - bySize(b.arm) || a.arm.arm - b.arm.arm);
  return read;
}

/** Beside its requests, what the load had kept for them. */
function withKept({ spent, provisioned, end }: Read, book: PriceBook | null): LoadResult['spent'] {
  if (book === null || provisioned.length === 0) return spent;
  const provisionedUsd = keptForLoad(latestOfEach(provisioned), end?.at, book);
  return { ...spent, usd: usd(spent.usd + provisionedUsd), provisionedUsd };
}

/** In rising order of memory size, whatever the order that they were run in. */
const bySize = ({ memorySizeMB, architecture }: ComparedArm['arm']): number =>
  (memorySizeMB ?? 0) + (architecture === 'arm64' ? 100_000 : 0);

function addArm(read: Read, reading: ArmReading, header: LoadHeader, book: PriceBook | null): void {
  const terms = costTermsOf(header, reading.begin, book);
  const compared = armResult(reading, header, terms);
  read.arms.push(compared);
  const { total } = compared.arm;
  const { memorySizeMB } = reading.begin;
  const spent = read.spent as { requests: number; billedGbSeconds: number; unbilled?: number; usd: number };
  spent.requests += total.counts.sent;
  if (memorySizeMB !== null) spent.billedGbSeconds += gbSecondsOf(memorySizeMB, milliseconds(reading.billedMs));
  if (terms !== null && reading.billedMs === 0 && total.counts.answered > 0)
    spent.unbilled = (spent.unbilled ?? 0) + total.counts.answered;
  // Without a single report what is known is what requests cost.
  const prices = terms === null ? [] : unitPricesOf(terms);
  spent.usd += terms?.publishedUsd ?? 0;
  spent.usd += invokedUsd(total) ?? (prices[0]?.perRequest ?? 0) * total.counts.answered;
}

/** Of its invocations alone: what was kept for them is counted by how long it stood. */
function invokedUsd({ cost, seconds }: LoadFigures): number | undefined {
  const value = cost?.load.value;
  return value == null ? undefined : value - ((cost?.keptPerHourUsd ?? 0) / 3600) * seconds;
}
