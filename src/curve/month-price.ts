import {
  FREE_TIER_PARTS,
  monthOnProvisioned,
  type PriceBook,
  PriceBookError,
  priceFunctions,
  snapStartMonth,
} from '../pricing/index.js';
import { type Megabytes, type Milliseconds, milliseconds, type Usd, usd } from '../units/index.js';
import type { Candidate } from './observation.js';

/** The free tier of an account without other functions: nothing is known of the others. */
const TERMS = { freeTier: { parts: FREE_TIER_PARTS, withProvisioned: false } };

export interface MonthPriceTerms {
  /** Kept all month; what it has no time for is on demand. */
  readonly provisionedConcurrency?: number | undefined;
  /** Share of invocations that restore a snapshot, where SnapStart is charged for: that of one version is kept all month. */
  readonly restoreShareRatio?: number | undefined;
}

/**
 * A month's bill of so many requests by candidate and mean Billed Duration, with the free tier and all tiers. Beyond the
 * last tier that the price book knows it is without end: never the cheapest.
 */
export function monthPriceOf(
  book: PriceBook,
  requests: number,
  ephemeralStorageMB?: Megabytes,
  { provisionedConcurrency, restoreShareRatio }: MonthPriceTerms = {},
): (candidate: Candidate, meanBilledMs: Milliseconds) => Usd {
  const storage = ephemeralStorageMB === undefined ? {} : { ephemeralStorageMB };
  const snapStart = restoreShareRatio === undefined ? {} : snapStartMonth(book, requests * restoreShareRatio);
  return ({ architecture, memorySizeMB }, meanBilledMs) => {
    const usage = monthlyUsage(book, requests, meanBilledMs, provisionedConcurrency);
    try {
      return priceFunctions(book, [{ architecture, memorySizeMB, ...usage, ...storage, ...snapStart }], TERMS).totalUsd;
    } catch (error) {
      if (error instanceof PriceBookError) return usd(Number.MAX_VALUE);
      throw error;
    }
  };
}

/** Where its requests run. A book without a price of provisioned concurrency has them all on demand, as is said beside it. */
export const monthlyUsage = (
  { provisionedConcurrency: prices }: PriceBook,
  requests: number,
  meanBilledMs: Milliseconds,
  concurrency: number | undefined,
) =>
  concurrency === undefined || prices === undefined
    ? { onDemand: { requests, billedMs: milliseconds(meanBilledMs * requests) } }
    : monthOnProvisioned(requests, meanBilledMs, concurrency);
