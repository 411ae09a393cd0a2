/** A time as a value of its own: it prints as a date, and counts in milliseconds where a number is wanted. */
export class Timestamp {
  readonly at: number;

  constructor(at: number) {
    this.at = at;
  }
}

/** What a field or an expression has; undefined where there is nothing. What logs hold is text. */
export type Value = string | number | boolean | Timestamp;

const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

/** Text that reads as a number is one wherever a number is wanted: `@duration` is `1394.6`, `@memorySize` is `1.28E8`. */
export function numberOf(value: Value | undefined): number | undefined {
  if (typeof value === 'string') return NUMBER.test(value) ? Number(value) : undefined;
  if (value instanceof Timestamp) return value.at;
  return typeof value === 'boolean' ? Number(value) : value;
}

/** As GetQueryResults prints it. */
export function textOf(value: Value): string {
  if (typeof value === 'string') return value;
  if (value instanceof Timestamp) return formatTime(value.at);
  return formatNumber(Number(value));
}

/** `2026-11-21 10:00:00.000`, in UTC. */
export const formatTime = (time: number): string => new Date(time).toISOString().replace('T', ' ').slice(0, -1);

/**
 * A number that was computed has four decimals at most and no exponent: 128,000,000 / 1024 / 1024 prints `122.0703`
 * (seen in published results of AWS's sample queries; that it rounds half up and not half to even is not verified).
 */
export function formatNumber(value: number): string {
  const rounded = Math.round(value * 10_000) / 10_000;
  return String(Math.abs(value) < 1e15 ? rounded + 0 : value);
}

/**
 * A number that AWS discovered in a line is Java's text of a double: `1395.0`, `9.43`, `1.28E8` (records of real Lambda
 * logs, 2023-03).
 */
export function javaDouble(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0.0';
  if (size >= 1e-3 && size < 1e7) return Number.isInteger(value) ? `${value}.0` : String(value);
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
}

/** Numbers by their size, all else as text by code unit. */
export function compare(a: Value, b: Value): number {
  const [x, y] = [numberOf(a), numberOf(b)];
  if (x !== undefined && y !== undefined) return x - y;
  const [left, right] = [textOf(a), textOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whether a filter lets it through; undefined is neither. */
export function isTrue(value: Value | undefined): boolean | undefined {
  if (value === undefined || typeof value === 'boolean') return value;
  const number = numberOf(value);
  return number === undefined ? value === 'true' : number !== 0;
}
