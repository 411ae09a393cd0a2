import { formatMegabytes, formatMilliseconds, formatUsd } from '../../units/index.js';
import type { OnProvisioned, Quantiles, Warning } from '../result-schema.js';
import { type Findings, warnIf } from './findings.js';
import { provisionedUnknownWarnings } from './provisioned-unknown.js';

/** What was measured on provisioned concurrency: what its figures are of, what has spilled over, and what it costs. */
export function provisionedWarnings({ onProvisioned: it, recording, book }: Findings): Warning[] {
  const { header, measurements } = recording;
  if (it === undefined) {
    const ahead = measurements.filter(
      ({ outcome }) => outcome.kind === 'completed' && outcome.report.initializedAhead === true,
    );
    return provisionedUnknownWarnings([header.function], ahead.length);
  }
  const isMonthly = header.scenario.strategy.kind === 'monthly';
  return [
    ...warnIf(true, 'provisioned-concurrency', whatText(it), costText(it, isMonthly, book.id)),
    ...warnIf(
      it.spilledOver > 0,
      'provisioned-spill-over',
      `${it.spilledOver} of ${it.completed} invocations found no provisioned environment free and ran on demand: they are the cold starts here, and in no cost`,
      'more at once than is provisioned spills over: raise it, or send less at once; CloudWatch counts them as ProvisionedConcurrencySpilloverInvocations',
    ),
    ...failedWarnings(it),
  ];
}

function whatText(it: OnProvisioned): string {
  const of = it.isOfTheRun
    ? `each version had a provisioned concurrency of ${it.concurrency}`
    : `measured on provisioned concurrency of ${it.concurrency}`;
  const init =
    it.initDurationMs === null
      ? ' (how long it took was not seen: no environment was invoked for the first time)'
      : ` (Init Duration of first invocations, ${medianText(it.initDurationMs)})`;
  const first =
    it.firstDurationMs === null
      ? ''
      : `; the first invocation of an environment, with which a visit begins, is in no other figure (Duration, ${medianText(it.firstDurationMs)})`;
  return `${of}: INIT runs before an invocation, and nobody waits for it, so that warm starts alone decide${init}${first}`;
}

function medianText({ median, low, high, medianNote, n }: Quantiles): string {
  const interval =
    low === null || high === null
      ? `no interval: ${medianNote}`
      : `95 % interval ${formatMilliseconds(low)} to ${formatMilliseconds(high)}`;
  return `median: ${formatMilliseconds(median)}; ${interval}; n = ${n}`;
}

function costText({ keptMonth }: OnProvisioned, isMonthly: boolean, bookId: string): string {
  if (keptMonth === null) return `the price book ${bookId} has no price of it: costs are those on demand`;
  const { memorySizeMB, usd } = keptMonth;
  const kept = `keeping it costs ${formatUsd(usd)} a month (730 hours) at ${formatMegabytes(memorySizeMB)}, invoked or not`;
  return isMonthly
    ? `${kept}, which is in the cost of the month; the rest of it is requests and their lower price of duration, without a free tier`
    : `the cost of a million is at its lower price of duration; beside that ${kept}, and in proportion at other sizes: --monthly <requests> chooses by both`;
}

function failedWarnings({ failed }: OnProvisioned): Warning[] {
  const sizes = [...new Set(failed.map((it) => it.memorySizeMB))].map((it) => formatMegabytes(it));
  const reasons = [...new Set(failed.map((it) => it.reason))].join(', ');
  return warnIf(
    failed.length > 0,
    'provisioned-failed',
    `AWS could not make it at ${sizes.join(', ')} (${reasons}): one invocation on demand shows there how the function fails`,
    'an INIT that fails at small sizes often means too little memory there',
  );
}
