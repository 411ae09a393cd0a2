import type { Quantiles } from '../../analysis/index.js';
import { formatMegabytes, formatMilliseconds, formatPercentChange, formatUsd } from '../../units/index.js';

/** `—`: there is no such figure, and the row says why. */
export const NONE = '—';

const unitOf = (text: string): string => / \S+$/.exec(text)?.[0] ?? '';

/** `40.9–42.3 ms`; both units where they differ: `980 ms–1.02 s`. */
export function formatSpan(low: number, high: number): string {
  const [from, to] = [formatMilliseconds(low), formatMilliseconds(high)];
  const unit = unitOf(from);
  return `${unit === unitOf(to) ? from.slice(0, from.length - unit.length) : from}–${to}`;
}

/** `$0.810–0.851`. */
export const formatUsdSpan = (low: number, high: number): string =>
  `${formatUsd(low)}–${formatUsd(high).replace('$', '')}`;

/** `[-35.0 %, -29.1 %]`: a dash between signed numbers would read as a minus. */
export const formatChangeSpan = (low: number, high: number): string =>
  `[${formatPercentChange(low)}, ${formatPercentChange(high)}]`;

export const formatCount = (count: number): string => count.toLocaleString('en-US');
export const plural = (count: number, noun: string): string => `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;

export const medianText = (sample: Quantiles | null): string =>
  sample === null ? NONE : formatMilliseconds(sample.median);

/** `512, 1,024 and 1,769 MB`. */
export function listSizes(sizes: readonly number[]): string {
  const numbers = sizes.map((it) => formatMegabytes(it).replace(/ MB$/, ''));
  const last = numbers.pop() ?? '';
  return `${numbers.length === 0 ? '' : `${numbers.join(', ')} and `}${last} MB`;
}
