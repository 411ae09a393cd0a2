import type { Quantity } from '../units/index.js';

declare const sorted: unique symbol;
/**
 * A sorted, non-empty set of finite numbers of one unit. Everything in this folder that needs order takes a Sample,
 * so nothing sorts twice and nothing divides by an n of zero. `sampleOf` is its only maker.
 */
export type Sample<Q extends number = number> = readonly [Q, ...Q[]] & {
  readonly [sorted]: true;
};

/** The values in ascending order, or `undefined` when there are none. @throws RangeError on a value that is not finite. */
export function sampleOf<Q extends Quantity<string> | number>(values: readonly Q[]): Sample<Q> | undefined {
  if (values.length === 0) return undefined;
  const bad = values.find((value) => !Number.isFinite(value));
  if (bad !== undefined) throw new RangeError(`a sample holds finite numbers only, got ${bad}`);
  return [...values].sort((a, b) => a - b) as unknown as Sample<Q>;
}

/** The arithmetic mean; it keeps the unit. */
export function mean<Q extends number>(values: Sample<Q>): Q {
  return (values.reduce((total, value) => total + value, 0) / values.length) as Q;
}

/**
 * The sample of a column of numbers, which is sorted in place: a typed array sorts ten times as fast as an array with a
 * comparison, and a log has a million values.
 */
export function sampleOfColumn<Q extends number>(column: Float64Array): Sample<Q> | undefined {
  if (column.length === 0) return undefined;
  column.sort();
  const last = column[column.length - 1] as number;
  if (!Number.isFinite(last) || !Number.isFinite(column[0] as number)) {
    throw new RangeError('a sample holds finite numbers only');
  }
  return Array.from(column) as unknown as Sample<Q>;
}
