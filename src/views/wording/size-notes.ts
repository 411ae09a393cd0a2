import type { LoadArm, LoadResult, ReportedInits, SizeResult, Starts } from '../../analysis/index.js';
import { firstByteText } from './first-byte.js';
import { armName } from './load.js';
import { medianText } from './median-text.js';

/** What the columns of a size's row have no place for: a sentence each. */
export const sizeNotes = (size: SizeResult): string[] => [
  ...[firstByteText(size), restoreText(size.cold)].filter((it) => it !== undefined),
  ...reportedInitTexts(size.reportedInits),
];

/** `Restore Duration of cold starts, median: 511 ms (...); of it billed: 380 ms (...)`. */
function restoreText({ restoreDurationMs, billedRestoreDurationMs }: Starts): string | undefined {
  if (restoreDurationMs === undefined) return undefined;
  const billed = billedRestoreDurationMs === undefined ? '' : `; of it billed: ${medianText(billedRestoreDurationMs)}`;
  return `Restore Duration of cold starts, median: ${medianText(restoreDurationMs)}${billed}`;
}

/** The same of a size under load, with its name, and with the function's where there is a mix. */
export const armInitTexts = (result: LoadResult, arm: LoadArm): string[] =>
  (arm.reportedInits ?? []).flatMap((inits) =>
    reportedInitTexts(inits).map(
      (it) => `${armName(result, arm)}${result.functions.length > 1 ? `, ${inits.functionName}` : ''}: ${it}`,
    ),
  );

/** Of inits that were no invocation's: `INIT before any invocation (snap-start), median: 1.2 s (...)`. */
function reportedInitTexts(inits: ReportedInits | undefined): string[] {
  if (inits === undefined) return [];
  const { kinds, missing } = inits;
  return [
    ...kinds.map(kindText),
    ...(missing === undefined
      ? []
      : [
          `INIT before any invocation: ${missing.count} ${missing.count === 1 ? 'report was' : 'reports were'} not found (${missing.reason})`,
        ]),
  ];
}

function kindText({
  initializationType,
  phase,
  n,
  failed,
  errorType,
  durationMs,
}: ReportedInits['kinds'][number]): string {
  const what = [initializationType, phase === null || phase === initializationType ? null : `phase ${phase}`].filter(
    (it) => it !== null,
  );
  const of = what.length === 0 ? '' : ` (${what.join(', ')})`;
  const type = errorType === undefined ? '' : ` (${errorType})`;
  const median = durationMs === null ? '' : `, median: ${medianText(durationMs)}`;
  return `INIT before any invocation${of}${median}${failed === 0 ? '' : `; ${failed} of ${n} failed${type}`}`;
}
