import type { Megabytes, Milliseconds, Usd } from './quantity.js';

/** Formatters are dear to make and cheap to use, and the live view prints many numbers: one for each count of decimals. */
const formatters = new Map<number, Intl.NumberFormat>();

function withDecimals(value: number, decimals: number): string {
  const known = formatters.get(decimals);
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  const formatter = known ?? new Intl.NumberFormat('en-US', digits);
  formatters.set(decimals, formatter);
  return formatter.format(value);
}

/** To three significant digits below 1,000: what is printed is rounded first, so that 999.7 is not `1,000 ms`. */
const rounded = (value: number): number => (Math.abs(value) < 1000 ? Number(value.toPrecision(3)) : value);

/**
 * Three significant digits at most, never an exponent: `7.12`, `41.7`, `830`, `12,400`; `0.004` below a hundredth, and as
 * many decimals as it takes (`0.00043`) where three would print a zero that it is not.
 */
function threeDigits(exact: number): string {
  const value = rounded(exact);
  const size = Math.abs(value);
  const decimals = size >= 100 || size === 0 ? 0 : size >= 10 ? 1 : size >= 0.01 ? 2 : size >= 0.0005 ? 3 : tiny(size);
  return withDecimals(value, decimals);
}

/** Two significant digits, as far as they can be printed. */
const tiny = (size: number): number => Math.min(12, 1 + Math.ceil(-Math.log10(size)));

/** `41.7 ms`, `1.24 s` from one second on, `2.5 min` from two minutes on. */
export function formatMilliseconds(value: Milliseconds | number): string {
  const size = rounded(Math.abs(value));
  if (size >= 120_000) return `${threeDigits(value / 60_000)} min`;
  if (size >= 1000) return `${threeDigits(value / 1000)} s`;
  return `${threeDigits(value)} ms`;
}

/** A time that the user typed: `10 min`, not `10.0 min`. */
export const formatAskedMilliseconds = (value: Milliseconds): string =>
  formatMilliseconds(value).replace(/\.0+ |(\.\d*?[1-9])0+ /, '$1 ');

/** `1,769 MB`. */
export const formatMegabytes = (value: Megabytes | number): string => `${withDecimals(Math.round(value), 0)} MB`;

/** Dollars to the cent from one dollar on, below that to three significant digits: `$2.73`, `$0.0834`, `$0.00000313`. */
export function formatUsd(value: Usd | number): string {
  const size = Math.abs(value) < 1 ? rounded(Math.abs(value)) : Math.abs(value);
  const decimals = size >= 1 || size === 0 ? 2 : Math.min(12, 2 - Math.floor(Math.log10(size)));
  return `${value < 0 ? '-' : ''}$${withDecimals(size, decimals)}`;
}

/** A share of 1 as a percentage: `0.934` is `93.4 %`. */
export const formatRatio = (value: number): string => `${threeDigits(value * 100)} %`;

/** A share that the user typed, as it was typed: `2 %`, not `2.00 %`. */
export const formatAskedRatio = (ratio: number): string => `${Number((ratio * 100).toFixed(2))} %`;

/** A difference that is already in percent, with its sign: `+12.5 %`. */
export const formatPercentChange = (percent: number): string => `${percent > 0 ? '+' : ''}${threeDigits(percent)} %`;
