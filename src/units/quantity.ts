/**
 * A number that knows its unit. The brand exists for the compiler alone: at run time a quantity is a plain number,
 * so JSON, sorting and charts need no conversion. Quantities are made by the constructors below and by parsers,
 * nowhere else; arithmetic that changes a unit is a named function in `arithmetic.ts`.
 */
declare const unit: unique symbol;
export type Quantity<Unit extends string> = number & { readonly [unit]: Unit };

/** A span of time in milliseconds. */
export type Milliseconds = Quantity<'ms'>;
/** A point in time: milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMilliseconds = Quantity<'epoch ms'>;
/**
 * AWS's "MB": 1,024 x 1,024 bytes ("the docs, log messages and console use MB to refer to 1,024 KB", Lambda quotas
 * page, read 2026-10).
 */
export type Megabytes = Quantity<'MB'>;
/** Memory size in GB (MB / 1,024) times billed seconds: what Lambda sells. */
export type GbSeconds = Quantity<'GB-s'>;
/** United States dollars, never rounded before a view. */
export type Usd = Quantity<'USD'>;
/** A share between 0 and 1. */
export type Ratio = Quantity<'ratio'>;

function finite<Unit extends string>(value: number, name: string): Quantity<Unit> {
  if (!Number.isFinite(value)) throw new RangeError(`${name} must be a finite number, got ${value}`);
  return value as Quantity<Unit>;
}

/** @throws RangeError when the value is not finite; so do all constructors here. */
export const milliseconds = (value: number): Milliseconds => finite(value, 'milliseconds');
export const epochMilliseconds = (value: number): EpochMilliseconds => finite(value, 'epochMilliseconds');
export const megabytes = (value: number): Megabytes => finite(value, 'megabytes');
export const gbSeconds = (value: number): GbSeconds => finite(value, 'gbSeconds');
export const usd = (value: number): Usd => finite(value, 'usd');

/** @throws RangeError outside 0..1. */
export function ratio(value: number): Ratio {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`a ratio lies between 0 and 1, got ${value}`);
  return value as Ratio;
}
