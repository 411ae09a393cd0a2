import { type Usd, usd } from './quantity.js';

/** A comma or underscore stands before three digits: `1,5` may mean one and a half elsewhere, and is not read as 15. */
export const NUMBER = String.raw`((?:\d{1,3}(?:[,_]\d{3})+|\d+)(?:\.\d+)?(?:e\d+)?|\.\d+)`;

/** `undefined` above 2^53: no month has so much of anything, and the product of a few such numbers has no end. */
export function plainNumber(typed: string): number | undefined {
  const value = Number(typed.replace(/[,_]/g, ''));
  return value <= Number.MAX_SAFE_INTEGER ? value : undefined;
}

/** A number and one of some suffixes, each with its factor. */
export function scaled(factors: Readonly<Record<string, number>>): (typed: string) => number | undefined {
  const byName = new Map(Object.entries(factors).map(([name, factor]) => [name.toLowerCase(), factor]));
  return (typed) => {
    const match = new RegExp(`^${NUMBER}\\s*([a-z]*)$`, 'i').exec(typed.trim());
    const factor = byName.get((match?.[2] ?? '').toLowerCase());
    const value =
      match === null || factor === undefined ? Number.NaN : (plainNumber(match[1] ?? '') ?? Number.NaN) * factor;
    return Number.isFinite(value) ? value : undefined;
  };
}

/** A binary product such as 1.1 x 1e6 leaves a rest in the last digit; so many things are meant to be whole. */
export const tidy = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Number(value.toPrecision(15));

const THOUSANDS = scaled({ '': 1, K: 1e3, M: 1e6, B: 1e9, G: 1e9 });

/** `500000`, `500K`, `10M`, `6B`, `10_000_000` or `10,000,000`. */
export const parseCount = (typed: string): number | undefined => tidy(THOUSANDS(typed));

/** `$0.05` or `0.05`. */
export function parseUsd(typed: string): Usd | undefined {
  const match = new RegExp(`^\\$?\\s*${NUMBER}$`).exec(typed.trim());
  const value = match === null ? undefined : plainNumber(match[1] ?? '');
  return value === undefined ? undefined : usd(value);
}
