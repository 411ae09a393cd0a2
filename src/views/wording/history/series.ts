import {
  formatMetric,
  type HistoryEstimate,
  type HistoryLevel,
  type HistoryResult,
  type HistorySeries,
  METRIC_NAMES,
} from '../../../analysis/index.js';
import { formatMegabytes, formatPercentChange } from '../../../units/index.js';
import { spanText } from '../span.js';

/** `Init Duration at 512 MB`; with what was sent where that makes series of their own. */
export function seriesName(result: HistoryResult, series: HistorySeries): string {
  const { metric, memorySizeMB } = series;
  const at = memorySizeMB === null ? '' : ` at ${formatMegabytes(memorySizeMB)}`;
  return `${METRIC_NAMES[metric]}${at}${payloadsPart(result, series)}`;
}

/** Nothing where all were sent the same. */
export function payloadsPart({ series }: HistoryResult, { payloads, setting }: HistorySeries): string {
  if (payloads === null) return '';
  const others = series.some((it) => it.setting === setting && it.payloads !== null && it.payloads !== payloads);
  return others ? `, ${payloads}` : '';
}

/** A percentage to a tenth: shifts are never surer. */
const tenth = (percent: number): string => formatPercentChange(Number(percent.toFixed(1)));

/** Of a package: there is nothing to be unsure of. */
export const exactPercent = ({ value }: HistoryEstimate): string => `${tenth(value)} exactly`;

/** `+12.8 % (+9.9 to +15.2 %)`; with why where there is no interval. */
export function percentText({ value, low, high, note }: HistoryEstimate): string {
  if (low === null || high === null) return `${tenth(value)} (no interval${note === undefined ? '' : `: ${note}`})`;
  return `${tenth(value)} (${spanText(tenth, low, high)})`;
}

/** `129 ms`. */
export const levelText = ({ unit }: HistorySeries, { level }: HistoryLevel): string => formatMetric(unit, level.value);

/** `126 to 133 ms`, or why there is none. */
export function levelInterval({ unit }: HistorySeries, { level }: HistoryLevel): string {
  const { low, high, note } = level;
  if (low === null || high === null) return note ?? 'no interval';
  return low === high ? 'exact' : spanText((value) => formatMetric(unit, value), low, high);
}

/** Every level with its interval: `114 ms (111 to 118 ms), then 129 ms (126 to 133 ms)`. */
export const levelsText = (series: HistorySeries): string =>
  series.levels.map((it) => `${levelText(series, it)} (${levelInterval(series, it)})`).join(', then ');

/** How it went: what changed over all, or how it drifts, or why neither can be said. */
export function courseText({ overallPercent, driftPercent, levels, note, head, metric }: HistorySeries): string {
  if (overallPercent !== null && metric === 'packageSize') return `${exactPercent(overallPercent)} from first to last`;
  if (overallPercent !== null) return `${percentText(overallPercent)} from first to last level`;
  if (levels.length === 1 && metric === 'packageSize') return 'the same throughout';
  if (driftPercent !== null) return `one level; ${percentText(driftPercent)} in 30 days`;
  return note ?? `${head.length} sessions`;
}

/** Values, and in how many sessions. */
export const countText = ({ n, from, to }: HistoryLevel): string =>
  `${n.toLocaleString('en-US')} in ${(to - from + 1).toLocaleString('en-US')}`;

/** What the last session alone says, where it lies apart. */
export const lastText = (series: HistorySeries): string | undefined =>
  series.lastPercent === null
    ? undefined
    : `the last session lies apart by ${percentText(series.lastPercent)}: the next one will tell whether that stays`;
