import { gbSecondsOf, type Megabytes, milliseconds, type Usd, usd } from '../units/index.js';
import { type Charge, charge } from './bill.js';
import type { PriceBook } from './book.js';
import { requirePrices } from './require-prices.js';
import type { FunctionUsage, SnapStartUsage } from './usage.js';

/** A published version's snapshot is cached, and charged, for at least this long. */
const SHORTEST_CACHED_MS = 3 * 3_600_000;

/**
 * SnapStart on Python, .NET and container images: the snapshot of each published version while it is active, and each
 * restore by the function's memory. Managed Java runtimes are free of both.
 */
export function snapStartCharges(book: PriceBook, usages: readonly FunctionUsage[]): Charge[] {
  const charged = usages.flatMap(({ snapStart, memorySizeMB }) =>
    snapStart === undefined || snapStart.managedJava === true ? [] : [{ ...snapStart, memorySizeMB }],
  );
  if (charged.length === 0) return [];
  const prices = requirePrices(book, 'snapStart');
  const cached = charged.reduce((all, { versions, activeMs, memorySizeMB }) => {
    const active = milliseconds(versions * Math.max(SHORTEST_CACHED_MS, Math.ceil(activeMs)));
    return all + gbSecondsOf(memorySizeMB, active);
  }, 0);
  const restored = charged.reduce((all, { restores, memorySizeMB }) => all + restores * (memorySizeMB / 1024), 0);
  return [
    charge('SnapStart cache', cached, 'GB-s', prices.usdPerCachedGbSecond),
    charge('SnapStart restore', restored, 'GB', prices.usdPerRestoredGb),
  ];
}

/** What SnapStart adds to the bill of one version, where it is charged. */
export interface SnapStartPrices {
  /** Of each restore. */
  readonly restoreUsd: Usd;
  /** Of publishing one version, however soon it is deleted. */
  readonly publishedUsd: Usd;
  /** Of one version that is kept for a month of 730 hours. */
  readonly monthUsd: Usd;
}

const MONTH_MS = 730 * 3_600_000;

/** Undefined where the book knows no price of it. */
export function snapStartPrices(book: PriceBook, memorySizeMB: Megabytes): SnapStartPrices | undefined {
  const { snapStart } = book;
  if (snapStart === undefined) return undefined;
  const cached = (ms: number): Usd => usd(gbSecondsOf(memorySizeMB, milliseconds(ms)) * snapStart.usdPerCachedGbSecond);
  return {
    restoreUsd: usd((memorySizeMB / 1024) * snapStart.usdPerRestoredGb),
    publishedUsd: cached(SHORTEST_CACHED_MS),
    monthUsd: cached(MONTH_MS),
  };
}

/**
 * A month of one version that is kept all the time, with so many restores; nothing where the book knows no price of it, so
 * that what else there is to pay is known all the same.
 */
export function snapStartMonth(book: PriceBook, restores: number): { readonly snapStart?: SnapStartUsage } {
  if (book.snapStart === undefined) return {};
  return { snapStart: { versions: 1, activeMs: milliseconds(MONTH_MS), restores } };
}
