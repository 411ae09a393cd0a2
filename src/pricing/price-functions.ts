import { type Megabytes, type Milliseconds, milliseconds, type Usd, usd } from '../units/index.js';
import { type Bill, billOf, type Charge } from './bill.js';
import type { Architecture, PriceBook } from './book.js';
import { dataTransferCharges } from './data-transfer.js';
import { durableCharges } from './durable.js';
import { edgeCharges } from './edge.js';
import { ephemeralStorageCharges } from './ephemeral-storage.js';
import { eventPollerCharges } from './event-pollers.js';
import { logsIngestionCharges } from './logs-ingestion.js';
import { managedInstancesCharges } from './managed-instances.js';
import { durationCharges } from './on-demand.js';
import { provisionedCharges } from './provisioned-concurrency.js';
import { requestCharges } from './requests.js';
import { snapStartCharges } from './snap-start.js';
import { streamingCharges } from './streaming.js';
import { tenantIsolationCharges } from './tenant-isolation.js';
import type { AccountTerms, FunctionUsage } from './usage.js';

type Pricer = (book: PriceBook, usages: readonly FunctionUsage[], terms: AccountTerms) => Charge[];

/** In the order of the bill. */
const PRICERS: readonly Pricer[] = [
  provisionedCharges,
  durationCharges,
  edgeCharges,
  managedInstancesCharges,
  requestCharges,
  ephemeralStorageCharges,
  snapStartCharges,
  streamingCharges,
  durableCharges,
  tenantIsolationCharges,
  eventPollerCharges,
  logsIngestionCharges,
  dataTransferCharges,
];

/**
 * The bill of a month of functions that share an account and a region, and so its tiers and its free tier. What is not
 * used is not on it. @throws PriceBookError for a price that the book does not have.
 */
export function priceFunctions(book: PriceBook, usages: readonly FunctionUsage[], terms: AccountTerms = {}): Bill {
  return billOf(PRICERS.flatMap((pricer) => pricer(book, usages, terms)));
}

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
export function billOnDemand(book: PriceBook, { requests, billedMs, ...shape }: OnDemandUsage): Bill {
  return priceFunctions(book, [{ ...shape, onDemand: { requests, billedMs } }]);
}

/**
 * The bill of invocations on provisioned concurrency, at its own price of duration. The environments that are kept are no
 * part of it: they are paid by the time that they are configured for (`keptUsd`), invoked or not. Of a book without that
 * price it is the one on demand.
 */
export function billOnProvisioned(book: PriceBook, usage: OnDemandUsage): Bill {
  if (book.provisionedConcurrency === undefined) return billOnDemand(book, usage);
  const { requests, billedMs, ...shape } = usage;
  const provisioned = { requests, billedMs, concurrency: 0, spans: 0, enabledMs: milliseconds(0) };
  return priceFunctions(book, [{ ...shape, provisioned }]);
}

/** What of a function is kept initialised, and for how long at a time. */
export interface Kept {
  readonly architecture: Architecture;
  readonly memorySizeMB: Megabytes;
  readonly concurrency: number;
  /** From asking to ending; billed in steps of five minutes. */
  readonly enabledMs: Milliseconds;
  /** Init of one environment, where it is known. */
  readonly billedInitMs?: Milliseconds;
}

/** What it costs to keep environments, and to initialise them, whether or not one is invoked; nothing where the book has no price of it. */
export function keptUsd(book: PriceBook, { architecture, memorySizeMB, ...kept }: Kept): Usd {
  if (book.provisionedConcurrency === undefined) return usd(0);
  const provisioned = { ...kept, requests: 0, billedMs: milliseconds(0), spans: 1 };
  return priceFunctions(book, [{ architecture, memorySizeMB, provisioned }]).totalUsd;
}
