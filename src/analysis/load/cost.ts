import {
  type Architecture,
  billOnDemand,
  billOnProvisioned,
  keptUsd,
  type PriceBook,
  PriceBookError,
  snapStartPrices,
} from '../../pricing/index.js';
import type { LoadHeader } from '../../recording/index.js';
import { type Interval, isInterval, type NoInterval, quotientOfBlocks } from '../../statistics/index.js';
import { type Megabytes, milliseconds, type Usd, usd } from '../../units/index.js';
import type { LoadFigures, UsdFigure } from './load-result.js';
import { RUNS } from './outcome.js';
import type { Selection } from './selection.js';

const MILLION = 1_000_000;
const SECONDS_AN_HOUR = 3600;

/** What invocations of one arm are priced by. */
export interface CostTerms {
  readonly book: PriceBook;
  readonly architecture: Architecture;
  readonly memorySizeMB: Megabytes;
  /** Of each function of the mix. */
  readonly ephemeralStorageMB: readonly Megabytes[];
  /** Of each function of the mix: how many environments provisioned concurrency keeps of it, 0 where none. */
  readonly kept: readonly number[];
  /** Likewise, of each restore that SnapStart charges for; 0 where it does not. */
  readonly restoreUsd: readonly number[];
  /** Of the snapshots of the versions that were published for the arm. */
  readonly publishedUsd: number;
}

/** Undefined where nothing can be priced: a URL whose memory size is not known. */
export function costTermsOf(
  { load, functions }: LoadHeader,
  arm: { readonly memorySizeMB: Megabytes | null; readonly architecture: Architecture | null },
  book: PriceBook | null,
): CostTerms | null {
  const { memorySizeMB, architecture } = arm;
  if (book === null || memorySizeMB === null || architecture === null || functions.length === 0) return null;
  const prices = snapStartPrices(book, memorySizeMB);
  const charged = functions.map((it) => (it.snapStart === 'charged' ? prices : undefined));
  return {
    ...{ book, architecture, memorySizeMB },
    ephemeralStorageMB: functions.map((it) => it.ephemeralStorageMB),
    kept: functions.map((it) => load.provisionedConcurrency ?? it.provisionedConcurrency ?? 0),
    restoreUsd: charged.map((it) => it?.restoreUsd ?? 0),
    publishedUsd: charged.reduce(
      (sum, it, index) => sum + (functions[index]?.asItIs === true ? 0 : (it?.publishedUsd ?? 0)),
      0,
    ),
  };
}

/** Of one function of a mix: what is kept of the others is no cost of it. */
export const costTermsOfOne = (terms: CostTerms | null, index: number): CostTerms | null =>
  terms === null ? null : { ...terms, kept: terms.kept.map((it, at) => (at === index ? it : 0)) };

/** What one invocation of a function costs: for itself, for each millisecond of Billed Duration, and for a restore. */
export interface UnitPrices {
  readonly perRequest: number;
  readonly perMillisecond: number;
  /** Of what ran on provisioned concurrency; missing where there is none. */
  readonly perProvisionedMillisecond?: number;
  /** Of SnapStart, of which every cold start is a restore; 0 where it is not charged for. */
  readonly perRestore: number;
}

/** Of one invocation. What started cold beside provisioned concurrency has spilled over, and is on demand. */
export const invocationUsd = (
  { perRequest, perMillisecond, perProvisionedMillisecond = perMillisecond, perRestore }: UnitPrices,
  billedMs: number,
  isCold: boolean,
): number => perRequest + (isCold ? perRestore + perMillisecond * billedMs : perProvisionedMillisecond * billedMs);

/** What it costs to keep environments, each second that they are. */
export function keptPerSecond({ book, architecture, memorySizeMB, kept }: CostTerms): number {
  const concurrency = kept.reduce((all, it) => all + it, 0);
  const enabledMs = milliseconds(SECONDS_AN_HOUR * 1000);
  return concurrency === 0
    ? 0
    : keptUsd(book, { architecture, memorySizeMB, concurrency, enabledMs }) / SECONDS_AN_HOUR;
}

/**
 * Of each function of the mix. In the first tier, as nothing is known of what else the account does; undefined where a
 * million of it go beyond the last tier that has a price.
 */
export function unitPricesOf(terms: CostTerms): (UnitPrices | undefined)[] {
  const { book, architecture, memorySizeMB } = terms;
  return terms.ephemeralStorageMB.map((ephemeralStorageMB, index) => {
    const of = (requests: number, billedMs: number, bill = billOnDemand): number =>
      bill(book, { architecture, requests, memorySizeMB, billedMs: milliseconds(billedMs), ephemeralStorageMB })
        .totalUsd / MILLION;
    try {
      const perRestore = terms.restoreUsd[index] ?? 0;
      const onDemand = { perRequest: of(MILLION, 0), perMillisecond: of(0, MILLION), perRestore };
      if (!(terms.kept[index] ?? 0)) return onDemand;
      return { ...onDemand, perProvisionedMillisecond: of(0, MILLION, billOnProvisioned) };
    } catch (error) {
      if (error instanceof PriceBookError) return undefined;
      throw error;
    }
  });
}

/**
 * Cost of a selection: of the load itself, of an hour at its rate and of a million of its invocations, all from the printed
 * Billed Durations; of the mean, as a bill is a sum. An invocation whose report is missing costs what the others do in the
 * mean, and a note says how many there are: as nothing it would make a size that loses reports the cheapest. A
 * throttled request has not run and costs nothing. Environments that are kept are paid for all the while: their price is
 * shared by the invocations of the load, so that a size that keeps more memory than its load needs is no bargain.
 */
export function costOfLoad(selection: Selection, seconds: number, terms: CostTerms): LoadFigures['cost'] {
  const { rows, numbers } = selection;
  const billed = numbers.filter((row) => !Number.isNaN(rows.billed.at(row)));
  const ran = numbers.reduce((sum, row) => sum + (RUNS.has(rows.kind(row)) || rows.hasReport(row) ? 1 : 0), 0);
  if (billed.length === 0) {
    if (ran === 0) return null;
    const nothing = { n: 0, value: null, low: null, high: null, note: 'no report with a Billed Duration was found' };
    return { load: nothing, perHour: nothing, perMillion: nothing };
  }
  const { mean, interval } = meanUsd(selection, terms);
  const keptUsdPerSecond = keptPerSecond(terms);
  const keptEach = (keptUsdPerSecond * seconds) / ran;
  const figure = (invocations: number): UsdFigure => {
    const missing = ran - billed.length;
    const scaled = (value: number): Usd => usd((Math.max(0, value) + keptEach) * invocations);
    const note = isInterval(interval)
      ? missing > 0
        ? `${missing} of ${ran} invocations have no report: each is taken to cost what the others do in the mean`
        : undefined
      : interval.reason;
    return {
      n: billed.length,
      value: mean === undefined ? null : scaled(mean),
      low: mean !== undefined && isInterval(interval) ? scaled(interval.low) : null,
      high: mean !== undefined && isInterval(interval) ? scaled(interval.high) : null,
      ...(note === undefined ? {} : { note }),
    };
  };
  const perHour = seconds === 0 ? 0 : (ran / seconds) * SECONDS_AN_HOUR;
  const kept = keptUsdPerSecond === 0 ? {} : { keptPerHourUsd: usd(keptUsdPerSecond * SECONDS_AN_HOUR) };
  return { load: figure(ran), perHour: figure(perHour), perMillion: figure(MILLION), ...kept };
}

/** Dollars an invocation, in the mean over all functions of the selection, with its interval by blocks of time. */
function meanUsd(
  { rows, numbers, blocks }: Selection,
  terms: CostTerms,
): { mean: number | undefined; interval: Interval | NoInterval } {
  const count = blocks.strata.reduce((sum, it) => sum + it, 0);
  const [sums, counts] = [new Float64Array(count), new Float64Array(count)];
  const prices = unitPricesOf(terms);
  let unpriced = false;
  for (let i = 0; i < numbers.length; i++) {
    const row = numbers[i] as number;
    const billed = rows.billed.at(row);
    if (Number.isNaN(billed)) continue;
    const price = prices[rows.function.at(row)];
    if (price === undefined) unpriced = true;
    const block = blocks.of[i] as number;
    const cost = price === undefined ? 0 : invocationUsd(price, billed, rows.isCold(row));
    sums[block] = (sums[block] as number) + cost;
    counts[block] = (counts[block] as number) + 1;
  }
  const total = (values: Float64Array): number => values.reduce((sum, it) => sum + it, 0);
  const mean = unpriced ? undefined : total(sums) / total(counts);
  return { mean, interval: quotientOfBlocks(sums, counts, blocks.strata) };
}
