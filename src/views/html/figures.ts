import type { Cost, Quantiles, Result, SizeResult } from '../../analysis/index.js';
import { formatMegabytes, formatMilliseconds, formatUsd } from '../../units/index.js';

/** A number as the report prints it: never without its n, nor without its interval or the reason why there is none. */
export interface Figure {
  readonly value: string;
  readonly n: number;
  /** `40.9 to 42.5 ms`; missing where the evidence is too weak for one. */
  readonly interval?: string;
  readonly note?: string;
}

/** `40.9 to 42.5 ms`: the unit is said once where both ends share it. */
export function spanText(format: (value: number) => string, low: number, high: number): string {
  const [from, to] = [format(low), format(high)];
  const unit = /\s\S+$/.exec(to)?.[0];
  return `${unit !== undefined && from.endsWith(unit) ? from.slice(0, -unit.length) : from} to ${to}`;
}

interface Estimate {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
  readonly note?: string | undefined;
}

function figure(format: (value: number) => string, { value, low, high, n, note }: Estimate): Figure {
  if (low !== null && high !== null) return { value: format(value), n, interval: spanText(format, low, high) };
  return { value: format(value), n, note: note ?? 'too few values for a 95 % interval' };
}

export const medianFigure = (it: Quantiles): Figure =>
  figure(formatMilliseconds, { value: it.median, low: it.low, high: it.high, n: it.n, note: it.note });

export const p90Figure = (it: Quantiles): Figure =>
  figure(formatMilliseconds, { value: it.p90, low: it.p90Low, high: it.p90High, n: it.n, note: it.note });

export const p99Figure = (it: Quantiles): Figure =>
  figure(formatMilliseconds, { value: it.p99, low: it.p99Low, high: it.p99High, n: it.n, note: it.note });

export const costFigure = (it: Cost): Figure =>
  figure(formatUsd, { value: it.mean, low: it.low, high: it.high, n: it.n, note: it.note });

/** More than one architecture was measured, so that a memory size alone does not say which row is meant. */
export const hasArchitectures = (result: Result): boolean =>
  new Set(result.sizes.map((size) => size.architecture)).size > 1;

type SizeName = Pick<SizeResult, 'memorySizeMB' | 'architecture'>;

/** `1,024 MB`, with the architecture where it matters. */
export const sizeName = (result: Result, size: SizeName): string =>
  hasArchitectures(result)
    ? `${formatMegabytes(size.memorySizeMB)}, ${size.architecture}`
    : formatMegabytes(size.memorySizeMB);

/** `2026-10-05 14:03 UTC`. */
export const timeText = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`;

/** `a`, `a and b`, `a, b and c`. */
export function listText(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}
