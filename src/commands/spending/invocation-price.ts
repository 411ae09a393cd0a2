import { type Architecture, billOnDemand, bookFor, type PriceBook, snapStartPrices } from '../../pricing/index.js';
import { type Megabytes, milliseconds } from '../../units/index.js';

/** Whose prices a run is counted by while it goes on. */
export interface PriceTerms {
  readonly region: string;
  readonly startedAt: Date;
  /** The user's own, when --prices names a file. */
  readonly books: readonly PriceBook[] | undefined;
}

/** @throws PriceBookError where the region has no price. */
export const bookOfRun = ({ region, startedAt, books }: PriceTerms): PriceBook =>
  bookFor(region, startedAt.toISOString().slice(0, 10), books);

/** What of a function decides what an invocation of it costs. */
export interface Priced {
  readonly memorySizeMB: Megabytes;
  readonly architecture: Architecture;
  readonly ephemeralStorageMB: Megabytes;
  /** Whether SnapStart is charged for, and whether a version is published for it. */
  readonly snapStart?: { readonly isPublished: boolean } | undefined;
}

export interface InvocationPrice {
  readonly usdPerRequest: number;
  readonly usdPerMs: number;
  /** With SnapStart where it is charged for. */
  readonly usdPerRestore?: number;
  readonly usdPerVersion?: number;
}

const AN_HOUR_MS = 3_600_000;

/** At list price, in the first tier: two figures, so that a request costs no more than a multiplication. */
export function invocationPrice(book: PriceBook, { snapStart, ...shape }: Priced): InvocationPrice {
  const request = billOnDemand(book, { ...shape, requests: 1, billedMs: milliseconds(0) }).totalUsd;
  const hour = billOnDemand(book, { ...shape, requests: 0, billedMs: milliseconds(AN_HOUR_MS) }).totalUsd;
  const prices = snapStart === undefined ? undefined : snapStartPrices(book, shape.memorySizeMB);
  const usdPerVersion = snapStart?.isPublished === true ? prices?.publishedUsd : undefined;
  return {
    ...{ usdPerRequest: request, usdPerMs: hour / AN_HOUR_MS },
    ...(prices === undefined ? {} : { usdPerRestore: prices.restoreUsd }),
    ...(usdPerVersion === undefined ? {} : { usdPerVersion }),
  };
}

/** Of one invocation. */
export const usdOf = ({ usdPerRequest, usdPerMs }: InvocationPrice, billedMs: number): number =>
  usdPerRequest + billedMs * usdPerMs;
