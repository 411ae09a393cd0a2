import { listPriceOf } from '../../curve/index.js';
import type { PriceBook } from '../../pricing/index.js';
import type { CheckHeader } from '../../recording/index.js';
import { type Milliseconds, milliseconds, type Usd, usd } from '../../units/index.js';
import { ASSUMED_BILLED_MS, PREPARATION_MS, QUICK_MS } from '../spending/asked-above.js';
import { snapshotPrices } from '../spending/snapshot-prices.js';
import type { Span } from '../spending/span-text.js';

/** What a check is expected to make, to take and to cost, before its first invocation. */
export interface CheckEstimate {
  readonly coldStarts: Span<number>;
  readonly invocations: Span<number>;
  readonly time: Span<Milliseconds>;
  /** At list price, and no more than the budget. */
  readonly cost: Span<Usd>;
  /** What time and cost take each invocation to last. */
  readonly billed: Span<Milliseconds>;
}

/** On a side: so many show that a steady function is unchanged. */
const FEWEST = 10;

/** From the least that can decide to all that may be measured. @param sides those that are measured in this session */
export function estimateCheck(header: CheckHeader, sides: 1 | 2, book: PriceBook): CheckEstimate {
  const { memorySizesMB, maxColdStarts, warmPerEnvironment, atATime, budgetUsd, maxTimeMs } = header.check;
  const perSide = { low: Math.min(FEWEST, maxColdStarts), high: maxColdStarts };
  const times = (count: number): number => sides * memorySizesMB.length * count;
  const coldStarts = spanBy((end) => times(perSide[end]));
  const invocations = spanBy((end) => coldStarts[end] * (1 + warmPerEnvironment));
  const billed = {
    low: milliseconds(QUICK_MS),
    high: milliseconds(Math.min(ASSUMED_BILLED_MS, header.head.function.timeoutMs)),
  };
  const preparation = PREPARATION_MS[header.target.kind === 'emulator' ? 'emulator' : 'beyond'];
  const time = spanBy((end) => {
    const visits = times(Math.ceil(perSide[end] / atATime));
    const ms = visits * preparation[end] + (invocations[end] / atATime) * billed[end];
    return milliseconds(Math.min(ms, maxTimeMs ?? Number.MAX_VALUE));
  });
  const cost = spanBy((end) =>
    usd(
      Math.min(
        invocations[end] * meanUsd(header, book, billed[end]) + snapshotsUsd(header, book, coldStarts[end]),
        budgetUsd ?? Number.MAX_VALUE,
      ),
    ),
  );
  return { coldStarts, invocations, time, cost, billed };
}

const spanBy = <Value extends number>(of: (end: 'low' | 'high') => Value): Span<Value> => ({
  low: of('low'),
  high: of('high'),
});

/** With SnapStart each cold start is a restore, and the version of each visit has a snapshot. */
function snapshotsUsd({ check, head }: CheckHeader, book: PriceBook, coldStarts: number): number {
  const all = check.memorySizesMB.map((size) => {
    const { publishedUsd = 0, restoreUsd = 0 } = snapshotPrices(book, head.function, size) ?? {};
    return restoreUsd + publishedUsd / check.atATime;
  });
  return (coldStarts * all.reduce((total, it) => total + it, 0)) / all.length;
}

function meanUsd({ check, head }: CheckHeader, book: PriceBook, billedMs: Milliseconds): number {
  const priceUsd = listPriceOf(book, head.function.ephemeralStorageMB);
  const { memorySizesMB, architecture } = check;
  const all = memorySizesMB.map((memorySizeMB) => priceUsd({ memorySizeMB, architecture }, billedMs));
  return all.reduce((total, it) => total + it, 0) / all.length;
}
