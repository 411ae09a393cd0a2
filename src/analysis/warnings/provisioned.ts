import { type PriceBook, priceFunctions } from '../../pricing/index.js';
import { type Measurement, startKind } from '../../recording/index.js';
import { formatMilliseconds, formatUsd, milliseconds } from '../../units/index.js';
import type { MeasuredStart } from '../arms.js';
import { quantilesOf } from '../quantiles.js';
import type { SizeResult, Warning } from '../result-schema.js';
import { type Findings, warnIf } from './findings.js';
import { provisionedUnknownWarnings } from './provisioned-unknown.js';

/** A month of 730 hours, as in the other figures of a month. */
const MONTH_MS = milliseconds(730 * 3_600_000);

/** What was measured on provisioned concurrency: what its figures are of, what has spilled over, and what it costs. */
export function provisionedWarnings({ recording: { header, measurements }, sizes, book }: Findings): Warning[] {
  const { provisionedConcurrency: kept } = header.function;
  const starts = startsIn(measurements);
  const ahead = starts.filter((it) => it.initializedAhead === true).length;
  if (kept === undefined) return provisionedUnknownWarnings([header.function], ahead);
  const spilled = starts.filter((it) => startKind(it) === 'cold').length;
  return [
    ...warnIf(
      true,
      'provisioned-concurrency',
      `measured on provisioned concurrency of ${kept}: INIT runs before an invocation, and nobody waits for it${initText(starts)}`,
      costText(sizes[0], kept, book),
    ),
    ...warnIf(
      spilled > 0,
      'provisioned-spill-over',
      `${spilled} of ${starts.length} invocations found no provisioned environment free and ran on demand: they are the cold starts here, and in no cost`,
      'more at once than is provisioned spills over: raise it, or send less at once; CloudWatch counts them as ProvisionedConcurrencySpilloverInvocations',
    ),
  ];
}

const startsIn = (measurements: readonly Measurement[]): MeasuredStart[] =>
  measurements.flatMap(({ outcome, block }) => (outcome.kind === 'completed' ? [{ ...outcome.report, block }] : []));

/** Of environments whose first invocation this run made: only its report tells how long their INIT took. */
function initText(starts: readonly MeasuredStart[]): string {
  const init = quantilesOf(
    starts.filter((it) => it.initializedAhead === true),
    (it) => it.initDurationMs,
  );
  if (init === null) return ' (how long it took was not seen: no environment was invoked for the first time)';
  const interval =
    init.low === null || init.high === null
      ? `no interval: ${init.medianNote}`
      : `${formatMilliseconds(init.low)} to ${formatMilliseconds(init.high)}`;
  return ` (Init Duration of first invocations, median: ${formatMilliseconds(init.median)}; ${interval}; n = ${init.n})`;
}

function costText(size: SizeResult | undefined, concurrency: number, book: PriceBook): string {
  if (book.provisionedConcurrency === undefined || size === undefined) {
    return `the price book ${book.id} has no price of it: costs are those on demand`;
  }
  const { architecture, memorySizeMB } = size;
  const none = { requests: 0, billedMs: milliseconds(0) };
  const provisioned = { ...none, concurrency, spans: 1, enabledMs: MONTH_MS };
  const month = priceFunctions(book, [{ architecture, memorySizeMB, provisioned }]).totalUsd;
  return `the cost of a million is at its lower price of duration; that it is kept costs ${formatUsd(month)} a month (730 hours) beside that, invoked or not`;
}
