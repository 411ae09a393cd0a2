import { listPriceOf } from '../../curve/index.js';
import { expectedInvocations } from '../../explore/index.js';
import { keptUsd, type PriceBook } from '../../pricing/index.js';
import { type Header, provisionedConcurrencyOf } from '../../recording/index.js';
import { type Megabytes, type Milliseconds, megabytes, milliseconds, type Usd, usd } from '../../units/index.js';
import { ASSUMED_BILLED_MS, KEPT_MS, PREPARATION_MS, PROVISIONING_MS, QUICK_MS } from '../spending/asked-above.js';
import { snapshotPrices } from '../spending/snapshot-prices.js';
import type { Span } from '../spending/span-text.js';

/** What a run is expected to make, to take and to cost, before its first invocation. */
export interface TuneEstimate {
  readonly invocations: Span<number>;
  readonly time: Span<Milliseconds>;
  /** At list price, and no more than the budget. */
  readonly cost: Span<Usd>;
  /** What time and cost take each invocation to be billed, and the memory sizes at which. */
  readonly assumed: {
    readonly billed: Span<Milliseconds>;
    readonly memorySizeMB: Megabytes | 'each';
    readonly isToday: boolean;
  };
}

/** One vCPU: where a function that computes costs about what it costs at any smaller size. */
const USUAL_SIZE = megabytes(1769);

/**
 * Nothing is known of how long the function runs but its timeout. So a run that chooses its sizes is priced at the one
 * that the function has today, else at one vCPU; a run of every size is priced at each.
 */
export function estimateTune(header: Header, book: PriceBook): TuneEstimate {
  const { exploration } = header.scenario;
  const { invocations, visits } = expectedInvocations(header);
  const billed = {
    low: milliseconds(QUICK_MS),
    high: milliseconds(Math.min(ASSUMED_BILLED_MS, header.function.timeoutMs)),
  };
  const today = header.function.currentMemorySizeMB;
  const sizes = exploration === undefined ? header.scenario.memorySizesMB : [today ?? USUAL_SIZE];
  const costOf = (count: number, versions: number, ms: Milliseconds): Usd =>
    usd(
      Math.min(
        count * meanUsd(header, book, sizes, ms) + versions * meanSnapshotUsd(header, book, sizes),
        exploration?.budgetUsd ?? Number.MAX_VALUE,
      ),
    );
  const keptOf = (versions: number, eachMs: number): number =>
    versions * meanKeptUsd(header, book, sizes, milliseconds(eachMs));
  const within = (dollars: number): Usd => usd(Math.min(dollars, exploration?.budgetUsd ?? Number.MAX_VALUE));
  return {
    invocations,
    time: timeOf(header, visits, invocations, billed),
    cost: {
      low: within(costOf(invocations.low, visits.low, billed.low) + keptOf(visits.low, KEPT_MS.low)),
      high: within(costOf(invocations.high, visits.high, billed.high) + keptOf(visits.high, KEPT_MS.high)),
    },
    assumed: {
      billed,
      memorySizeMB: exploration === undefined ? 'each' : (today ?? USUAL_SIZE),
      isToday: exploration !== undefined && today !== null,
    },
  };
}

function meanUsd(header: Header, book: PriceBook, sizes: readonly Megabytes[], billedMs: Milliseconds): number {
  const { ephemeralStorageMB, managedInstances } = header.function;
  // Instances are paid by the hour: an invocation costs its request alone.
  const priced = managedInstances === true ? milliseconds(0) : billedMs;
  const priceUsd = listPriceOf(book, ephemeralStorageMB, {
    isProvisioned: provisionedConcurrencyOf(header) !== undefined,
  });
  const all = header.scenario.architectures.flatMap((architecture) =>
    sizes.map((memorySizeMB) => priceUsd({ memorySizeMB, architecture }, priced)),
  );
  return all.reduce((sum, it) => sum + it, 0) / Math.max(1, all.length);
}

/** With SnapStart each version that is published for a visit costs, and the first of its invocations is a restore. */
function meanSnapshotUsd({ function: fn }: Header, book: PriceBook, sizes: readonly Megabytes[]): number {
  if (fn.snapStart !== 'charged') return 0;
  const all = sizes.map((size) => {
    const { publishedUsd = 0, restoreUsd = 0 } = snapshotPrices(book, fn, size) ?? {};
    return publishedUsd + restoreUsd;
  });
  return all.reduce((sum, it) => sum + it, 0) / Math.max(1, all.length);
}

/** Provisioned concurrency of each version, which is there before the first of its invocations and a while after. */
function meanKeptUsd({ scenario }: Header, book: PriceBook, sizes: readonly Megabytes[], enabledMs: Milliseconds) {
  const { provisionedConcurrency: concurrency, architectures } = scenario;
  if (concurrency === undefined) return 0;
  const all = architectures.flatMap((architecture) =>
    sizes.map((memorySizeMB) => keptUsd(book, { architecture, memorySizeMB, concurrency, enabledMs })),
  );
  return all.reduce<number>((sum, it) => sum + it, 0) / Math.max(1, all.length);
}

function timeOf(
  { scenario, target }: Header,
  visits: Span<number>,
  invocations: Span<number>,
  billed: Span<Milliseconds>,
): Span<Milliseconds> {
  const place = target.kind === 'emulator' ? 'emulator' : 'beyond';
  const { low, high } = (scenario.provisionedConcurrency === undefined ? PREPARATION_MS : PROVISIONING_MS)[place];
  const most = scenario.exploration?.maxTimeMs ?? Number.MAX_VALUE;
  const within = (ms: number): Milliseconds => milliseconds(Math.min(ms, most));
  const lanes = Math.max(1, scenario.concurrency);
  return {
    low: within(visits.low * low + (invocations.low * billed.low) / lanes),
    high: within(visits.high * high + (invocations.high * billed.high) / lanes),
  };
}
