import { type GbSeconds, gbSecondsOf, type Megabytes, type Milliseconds, megabytes } from '../units/index.js';
import { type Bill, billOf, type Charge, charge } from './bill.js';
import type { Architecture, PriceBook } from './book.js';
import { PriceBookError } from './price-book-error.js';

/** /tmp up to this size costs nothing (pricing page, 2026). */
export const FREE_EPHEMERAL_STORAGE = megabytes(512);

/** What on-demand invocations used. Everything is a total over the period that the bill is for. */
export interface OnDemandUsage {
  readonly architecture: Architecture;
  readonly requests: number;
  readonly memorySizeMB: Megabytes;
  readonly billedMs: Milliseconds;
  readonly ephemeralStorageMB?: Megabytes;
}

/**
 * The bill of on-demand invocations: duration, requests, and ephemeral storage above 512 MB, at list price. Duration
 * tiers are counted from the month's first GB-second, as nothing is known of the account's other functions.
 */
export function billOnDemand(book: PriceBook, usage: OnDemandUsage): Bill {
  const prices = book.onDemand[usage.architecture];
  const duration = gbSecondsOf(usage.memorySizeMB, usage.billedMs);
  const extraStorage = megabytes(
    Math.max(0, (usage.ephemeralStorageMB ?? FREE_EPHEMERAL_STORAGE) - FREE_EPHEMERAL_STORAGE),
  );
  return billOf([
    ...durationCharges(book, duration, usage.architecture),
    charge('requests', usage.requests, 'request', prices.usdPerRequest),
    charge(
      'ephemeral storage above 512 MB',
      gbSecondsOf(extraStorage, usage.billedMs),
      'GB-s',
      prices.usdPerEphemeralGbSecond,
    ),
  ]);
}

/** One charge a tier that the duration reaches. @throws PriceBookError beyond the last price that is known. */
function durationCharges(book: PriceBook, total: GbSeconds, architecture: Architecture): Charge[] {
  const tiers = book.onDemand[architecture].durationTiers;
  const end = tiers.at(-1)?.upToGbSeconds ?? Number.POSITIVE_INFINITY;
  if (total > end) {
    throw new PriceBookError(
      `the price book ${book.id} has no price for duration above ${end.toLocaleString('en-US')} GB-s a month on ${architecture}`,
      `read AWS's list with "kelvin price-book update --region ${book.region}", and name the file with --prices`,
    );
  }
  let from = 0;
  return tiers.map((tier, index) => {
    const end = tier.upToGbSeconds ?? Number.POSITIVE_INFINITY;
    const within = Math.max(0, Math.min(total, end) - from);
    from = end;
    const name = tiers.length === 1 || index === 0 ? 'duration' : `duration, tier ${index + 1}`;
    return charge(`${name} (${architecture})`, within, 'GB-s', tier.usdPerGbSecond);
  });
}
