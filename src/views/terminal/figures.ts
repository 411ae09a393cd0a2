import type { Quantiles } from '../../analysis/index.js';
import { formatMilliseconds, formatUsd } from '../../units/index.js';
import { spanText } from '../wording/index.js';

/** `—`: there is no such figure, and the row says why. */
export const NONE = '—';

/** `40.9–42.3 ms`; both units where they differ: `980 ms–1.02 s`. */
export const formatSpan = (low: number, high: number): string => spanText(formatMilliseconds, low, high, '–');

/** `$0.810–0.851`. */
export const formatUsdSpan = (low: number, high: number): string =>
  `${formatUsd(low)}–${formatUsd(high).replace('$', '')}`;

export const formatCount = (count: number): string => count.toLocaleString('en-US');
export const plural = (count: number, noun: string, many = `${noun}s`): string =>
  `${formatCount(count)} ${count === 1 ? noun : many}`;

export const medianText = (sample: Quantiles | null): string =>
  sample === null ? NONE : formatMilliseconds(sample.median);
