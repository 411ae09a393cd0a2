import { keptUsd, MONTH_MS, type PriceBook } from '../pricing/index.js';
import {
  isFirstOnProvisioned,
  type Measurement,
  provisionedConcurrencyOf,
  type Recording,
  startKind,
} from '../recording/index.js';
import { isLeftOut, startsIn } from './arms.js';
import { quantilesOf } from './quantiles.js';
import type { OnProvisioned, SizeResult } from './result-schema.js';

/** What provisioned concurrency did for a run; undefined where there was none. @param at the size whose month is priced */
export function onProvisioned(
  { header, measurements, provisioned = [] }: Recording,
  at: Pick<SizeResult, 'memorySizeMB' | 'architecture'> | undefined,
  book: PriceBook,
): OnProvisioned | undefined {
  const concurrency = provisionedConcurrencyOf(header);
  if (concurrency === undefined) return undefined;
  const completed = measurements.filter(({ outcome }) => outcome.kind === 'completed');
  const undisturbed = completed.filter((it) => !isLeftOut(it));
  const isAhead = (it: Measurement): boolean =>
    it.outcome.kind === 'completed' && it.outcome.report.initializedAhead === true;
  const isSpilled = (it: Measurement): boolean =>
    it.outcome.kind === 'completed' && startKind(it.outcome.report) === 'cold';
  return {
    concurrency,
    isOfTheRun: header.scenario.provisionedConcurrency !== undefined,
    // INIT ran before the host was looked at: that the invocation was disturbed says nothing of it.
    initDurationMs: quantilesOf(startsIn(completed.filter(isAhead)), (it) => it.initDurationMs),
    firstDurationMs: quantilesOf(startsIn(undisturbed.filter(isFirstOnProvisioned)), (it) => it.durationMs),
    spilledOver: completed.filter(isSpilled).length,
    completed: completed.length,
    failed: provisioned.flatMap(({ memorySizeMB, failed: reason }) =>
      reason === undefined ? [] : [{ memorySizeMB, reason }],
    ),
    keptMonth:
      at === undefined || book.provisionedConcurrency === undefined
        ? null
        : {
            memorySizeMB: at.memorySizeMB,
            usd: keptUsd(book, {
              memorySizeMB: at.memorySizeMB,
              architecture: at.architecture,
              concurrency,
              enabledMs: MONTH_MS,
            }),
          },
  };
}
