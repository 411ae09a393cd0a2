import type { AtLimit, Cost, Quantiles } from '../../analysis/index.js';
import { formatMilliseconds, formatUsd } from '../../units/index.js';
import { atLimitOf, type Estimate, meanOf, medianOf, p90Of, p99Of, spanText } from '../wording/index.js';

/** A number as the report prints it. */
export interface Figure {
  readonly value: string;
  readonly n: number;
  /** `40.9 to 42.5 ms`; missing where the evidence is too weak for one. */
  readonly interval?: string;
  /** Why it is missing. */
  readonly note?: string;
}

function figure(format: (value: number) => string, { value, n, evidence }: Estimate): Figure {
  const text = { value: format(value), n };
  if ('note' in evidence) return { ...text, note: evidence.note };
  return { ...text, interval: spanText(format, evidence.low, evidence.high) };
}

export const medianFigure = (it: Quantiles): Figure => figure(formatMilliseconds, medianOf(it));
export const p90Figure = (it: Quantiles): Figure => figure(formatMilliseconds, p90Of(it));
export const p99Figure = (it: Quantiles): Figure => figure(formatMilliseconds, p99Of(it));
export const costFigure = (it: Cost): Figure => figure(formatUsd, meanOf(it));

export const atLimitFigure = (it: AtLimit): Figure => figure(formatMilliseconds, atLimitOf(it));

/** `2026-10-05 14:03 UTC`. */
export const timeText = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`;
