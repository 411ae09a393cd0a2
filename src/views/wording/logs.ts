import type { LogGroupFigures, LogsResult, LogTotal } from '../../analysis/index.js';
import { formatMegabytes, formatMilliseconds, formatRatio, formatUsd } from '../../units/index.js';
import type { Estimate } from './estimate.js';
import { spanText } from './span.js';

const count = (value: number): string => value.toLocaleString('en-US');
const plural = (value: number, noun: string): string => `${count(value)} ${noun}${value === 1 ? '' : 's'}`;

/** `orders, 512 MB`; a report may say neither. */
export function logGroupName({ functionName, memorySizeMB }: LogGroupFigures): string {
  const size = memorySizeMB === null ? 'no memory size' : formatMegabytes(memorySizeMB);
  return `${functionName ?? 'function not named'}, ${size}`;
}

/** `3,508 invocations of 3 functions`. */
export function logHeadline({ total, groups }: LogsResult): string {
  const names = new Set(groups.flatMap(({ functionName }) => functionName ?? []));
  const [only] = names;
  const unnamed = groups.some(({ functionName }) => functionName === null);
  const others = unnamed && names.size > 0 ? ' and others' : '';
  const of = names.size === 0 ? '' : ` of ${names.size === 1 ? only : plural(names.size, 'function')}${others}`;
  return `${plural(total.invocations, 'invocation')}${of}`;
}

/** `2026-11-20 12:00:00 to 12:49:59 UTC, 50 min`, or that nothing is known of it. */
export function logSpan({ span }: LogsResult): string {
  if (span === null) return 'no timestamps';
  const [from, to] = [span.from, span.to].map((iso) => iso.slice(0, 19).replace('T', ' ')) as [string, string];
  const end = from.slice(0, 10) === to.slice(0, 10) ? to.slice(11) : to;
  return `${from} to ${end} UTC (${longSpan(span.seconds)})`;
}

function longSpan(seconds: number): string {
  const [hours, days] = [seconds / 3600, seconds / 86_400];
  if (days >= 2) return `${days.toFixed(1)} days`;
  return hours >= 2 ? `${hours.toFixed(1)} h` : formatMilliseconds(seconds * 1000);
}

/** `9,000 lines, 1.2 MB`; of a reading that was broken off the lines may not be known. */
export function logVolume({ read }: LogsResult): string {
  if (read.messages === 0 && read.bytes > 0) return formatBytes(read.bytes);
  return `${plural(read.messages, 'line')}, ${formatBytes(read.bytes)}`;
}

const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const;

/** `1.2 MB`; a KB is 1,024 bytes. */
export function formatBytes(bytes: number): string {
  const power = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${value.toLocaleString('en-US', { maximumFractionDigits: power === 0 ? 0 : 1 })} ${UNITS[power]}`;
}

/** The share of cold starts; null without a report of known start. */
export function coldShareEstimate({ coldShare: { n, ratio, low, high, note } }: LogTotal): Estimate | null {
  if (ratio === null) return null;
  return { n, value: ratio, evidence: low === null || high === null ? { note: note ?? 'no interval' } : { low, high } };
}

/** The cost of a month at the rate of the log. */
export function perMonthEstimate({ cost }: LogTotal): Estimate | null {
  if (cost === null || cost.perMonth === null) return null;
  const { usd, low, high, note } = cost.perMonth;
  const evidence = low === null || high === null ? { note: note ?? 'no interval' } : { low, high };
  return { n: cost.n, value: usd, evidence };
}

/** p99 of Max Memory Used. */
export function memoryEstimate({ maxMemoryUsedMB: used }: LogGroupFigures): Estimate | null {
  if (used === null) return null;
  const { n, p99MB, p99LowMB: low, p99HighMB: high, note } = used;
  return { n, value: p99MB, evidence: low === null || high === null ? { note: note ?? 'no interval' } : { low, high } };
}

/** `30 cold of 3,000`. */
export function coldText({ coldShare }: LogTotal): string {
  const unknown = coldShare.unknown === 0 ? '' : `, ${count(coldShare.unknown)} not known`;
  return `${count(coldShare.cold)} cold of ${count(coldShare.n)}${unknown}`;
}

/** Failures by type: `10 with Runtime.OutOfMemory, 1 timed out (Sandbox.Timedout)`; `none`. */
export function loggedFailures({ failures }: LogTotal): string {
  if (failures.length === 0) return 'none';
  return failures
    .map(({ kind, errorType, count: n }) =>
      kind === 'timed-out' ? `${count(n)} timed out (${errorType})` : `${count(n)} with ${errorType}`,
    )
    .join(', ');
}

/** `11 of 3,508`. */
export const failureCounts = ({ failed, timedOut, invocations }: LogTotal): string =>
  failed + timedOut === 0 ? 'none' : `${count(failed + timedOut)} of ${count(invocations)}`;

/** Said wherever errors are, as nothing must be taken for none. */
export const THROTTLED_NOTE = 'how many requests were throttled is not known, as they leave no line in a log';

/** Why there is no interval, without the n that stands beside the figure: one footnote does for all of them. */
export const shortNote = (note: string): string => note.replace(/, has \d+$/, '');

/** How much of the cost is INIT, and why when it is none. */
export function initShareText({ cost }: LogTotal): string {
  if (cost === null) return 'no cost';
  const { init } = cost;
  const share =
    init.shareRatio === null ? formatUsd(init.usd) : `${formatRatio(init.shareRatio)}, ${formatUsd(init.usd)}`;
  if (init.billedInvocations > 0) return `${share}, of ${plural(init.billedInvocations, 'cold start')}`;
  if (init.unbilledInvocations > 0) {
    return `${share}: the INIT of ${plural(init.unbilledInvocations, 'cold start')} is not in the Billed Duration`;
  }
  return `${share}: no report has an Init Duration`;
}

/** `Init: on demand, 3 (1 failed)`, one for each kind of init that has a report of its own. */
export function reportedInitText({ inits }: LogsResult): string[] {
  return inits.map(({ kind, functionName, initializationType, phase, n, failed, durationMs }) => {
    const what = [functionName, initializationType, phase === null ? null : `phase ${phase}`].filter(
      (it) => it !== null,
    );
    const median =
      durationMs === null ? '' : `, median ${formatMilliseconds(durationMs.median)}${evidence(durationMs)}`;
    return `${what.length === 0 ? '' : `${what.join(', ')}: `}${plural(n, kind)} reported on ${n === 1 ? 'its' : 'their'} own, ${count(failed)} failed${median}`;
  });
}

const evidence = ({
  low,
  high,
  medianNote,
}: {
  low: number | null;
  high: number | null;
  medianNote?: string | undefined;
}) =>
  low === null || high === null
    ? ` (no interval: ${medianNote ?? 'too few'})`
    : ` (${spanText(formatMilliseconds, low, high)})`;
