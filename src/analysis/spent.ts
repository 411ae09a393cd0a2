import { billOnDemand, billOnProvisioned, type PriceBook, snapStartPrices } from '../pricing/index.js';
import { type Header, type Measurement, startKind } from '../recording/index.js';
import { gbSecondsOf, milliseconds, sum, usd } from '../units/index.js';
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
  fn: Pick<Header['function'], 'ephemeralStorageMB' | 'snapStart' | 'asItIs' | 'provisionedConcurrency'>,
): Result['spent'] {
  const { ephemeralStorageMB, snapStart, asItIs, provisionedConcurrency } = fn;
  const ran = measurements.filter(({ outcome }) => !NOT_RUN.has(outcome.kind));
  const used = ran.map((measurement) => {
    const { outcome, memorySizeMB, architecture } = measurement;
    const report = 'report' in outcome ? outcome.report : undefined;
    const billedMs = report?.billedDurationMs ?? milliseconds(0);
    const usage = { architecture, requests: 1, memorySizeMB, billedMs, ephemeralStorageMB };
    const isOnProvisioned =
      provisionedConcurrency !== undefined && report !== undefined && startKind(report) === 'warm';
    return {
      isKnown: report?.billedDurationMs !== undefined,
      gbSeconds: gbSecondsOf(memorySizeMB, billedMs),
      usd: (isOnProvisioned ? billOnProvisioned : billOnDemand)(book, usage).totalUsd,
    };
  });
  const unbilled = used.filter((it) => !it.isKnown).length;
  return {
    invocations: ran.length,
    billedGbSeconds: sum(used.map((it) => it.gbSeconds)),
    ...(unbilled === 0 ? {} : { unbilled }),
    usd: usd(sum(used.map((it) => it.usd)) + (snapStart === 'charged' ? snapshotsUsd(ran, book, asItIs === true) : 0)),
  };
}

/**
 * Of SnapStart: each visit published a version, whose snapshot is charged for three hours at least, and each restore. What
 * is measured as it is has its snapshot anyway.
 */
function snapshotsUsd(ran: readonly Measurement[], book: PriceBook, isAsItIs: boolean): number {
  const visits = isAsItIs ? [] : ran;
  const versions = new Map(visits.map((it) => [`${it.block} ${it.memorySizeMB} ${it.architecture}`, it.memorySizeMB]));
  const published = [...versions.values()].map((size) => snapStartPrices(book, size)?.publishedUsd ?? 0);
  const restored = ran.map(({ outcome, memorySizeMB }) => {
    const report = 'report' in outcome ? outcome.report : undefined;
    return report?.restoreDurationMs === undefined ? 0 : (snapStartPrices(book, memorySizeMB)?.restoreUsd ?? 0);
  });
  return [...published, ...restored].reduce<number>((all, it) => all + it, 0);
}
