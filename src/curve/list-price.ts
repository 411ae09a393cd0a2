import {
  type Architecture,
  billOnDemand,
  billOnProvisioned,
  type PriceBook,
  snapStartPrices,
} from '../pricing/index.js';
import { type Megabytes, type Milliseconds, milliseconds, type Usd, usd } from '../units/index.js';
import type { Candidate } from './observation.js';

/** Far within the first tier, and long enough that the request is not lost beside it. */
const SECOND = milliseconds(1000);

export interface ListPriceTerms {
  /** On provisioned concurrency, whose keeping is no part of it. */
  readonly isProvisioned?: boolean | undefined;
  /** Share of invocations that restore a snapshot, where SnapStart is charged for: each invocation has its part. */
  readonly restoreShareRatio?: number | undefined;
}

/**
 * What one invocation costs there, its request included, at the list price of the first tier. A bill with its dozen of
 * charges is worked out once for each candidate: within a tier the price is a straight line of the Billed Duration, and a
 * model asks for it a million times.
 */
export function listPriceOf(
  book: PriceBook,
  ephemeralStorageMB?: Megabytes,
  { isProvisioned = false, restoreShareRatio = 0 }: ListPriceTerms = {},
): (candidate: Candidate, billedMs: Milliseconds) => Usd {
  const lines: Readonly<Record<Architecture, Map<number, { request: number; perMs: number }>>> = {
    x86_64: new Map(),
    arm64: new Map(),
  };
  const lineOf = ({ architecture, memorySizeMB }: Candidate) => {
    const known = lines[architecture].get(memorySizeMB);
    if (known !== undefined) return known;
    const bill = (requests: number, billedMs: Milliseconds): number => {
      const storage = ephemeralStorageMB === undefined ? {} : { ephemeralStorageMB };
      const priced = isProvisioned ? billOnProvisioned : billOnDemand;
      return priced(book, { architecture, memorySizeMB, requests, billedMs, ...storage }).totalUsd;
    };
    const restoreUsd = restoreShareRatio === 0 ? 0 : (snapStartPrices(book, memorySizeMB)?.restoreUsd ?? 0);
    const request = bill(1, milliseconds(0)) + restoreShareRatio * restoreUsd;
    const line = { request, perMs: bill(0, SECOND) / SECOND };
    lines[architecture].set(memorySizeMB, line);
    return line;
  };
  return (candidate, billedMs) => {
    const { request, perMs } = lineOf(candidate);
    return usd(request + perMs * billedMs);
  };
}
