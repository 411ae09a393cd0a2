import { billOnDemand, type PriceBook } from '../pricing/index.js';
import type { Measurement } from '../recording/index.js';
import { gbSecondsOf, type Megabytes, milliseconds, sum } from '../units/index.js';
import type { Result } from './result-schema.js';

/** Nothing has run, and nothing is billed. */
const NOT_RUN: ReadonlySet<string> = new Set<Measurement['outcome']['kind']>([
  'throttled',
  'unreachable',
  'hook-failed',
]);

/** What the run itself used, at list price. An invocation whose report is missing counts as a request alone. */
export function spentOn(
  measurements: readonly Measurement[],
  book: PriceBook,
  ephemeralStorageMB: Megabytes,
): Result['spent'] {
  const ran = measurements.filter(({ outcome }) => !NOT_RUN.has(outcome.kind));
  const used = ran.map((measurement) => {
    const { outcome, memorySizeMB, architecture } = measurement;
    const known = 'report' in outcome ? outcome.report?.billedDurationMs : undefined;
    const billedMs = known ?? milliseconds(0);
    const bill = billOnDemand(book, { architecture, requests: 1, memorySizeMB, billedMs, ephemeralStorageMB });
    return { isKnown: known !== undefined, gbSeconds: gbSecondsOf(memorySizeMB, billedMs), usd: bill.totalUsd };
  });
  const unbilled = used.filter((it) => !it.isKnown).length;
  return {
    invocations: ran.length,
    billedGbSeconds: sum(used.map((it) => it.gbSeconds)),
    ...(unbilled === 0 ? {} : { unbilled }),
    usd: sum(used.map((it) => it.usd)),
  };
}
