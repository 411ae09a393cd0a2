import { gbSecondsOf, milliseconds } from '../units/index.js';
import { type Charge, charge } from './bill.js';
import type { PriceBook } from './book.js';
import { requirePrices } from './require-prices.js';
import type { FunctionUsage } from './usage.js';

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
