import { NUMBER, parseCount, parseUsd, plainNumber, scaled, tidy } from '../../units/index.js';

/** How one kind of value is written: what is expected, in a phrase, and the reader, `undefined` for anything else. */
export interface ValueKind<T> {
  readonly expected: string;
  readonly parse: (typed: string) => T | undefined;
}

export const COUNT: ValueKind<number> = {
  expected: 'a number, such as 500000, 500K, 10M or 6B',
  parse: parseCount,
};

export const WHOLE: ValueKind<number> = {
  expected: 'a whole number, such as 10',
  parse: (typed) => {
    const value = COUNT.parse(typed);
    return value !== undefined && Number.isInteger(value) ? value : undefined;
  },
};

const TIME_FACTORS = { ms: 1, s: 1e3, sec: 1e3, min: 60e3, h: 3600e3, d: 86_400e3, day: 86_400e3, days: 86_400e3 };
/** In milliseconds. */
export const TIME: ValueKind<number> = {
  expected: 'a time with its unit, such as 120ms, 2s, 5min, 3h or 31d',
  parse: (typed) => tidy(scaled(TIME_FACTORS)(typed)),
};

const KB = 1 / 1024;
const IN_MB = { B: KB / 1024, KB, KiB: KB, MB: 1, MiB: 1, GB: 1024, GiB: 1024, TB: 1024 ** 2, TiB: 1024 ** 2 };
/** In MB. AWS's KB, MB, GB and TB are powers of 1,024. */
export const SIZE: ValueKind<number> = {
  expected: 'a size with its unit, such as 300KB, 20MB, 5GB or 1TB',
  parse: scaled(IN_MB),
};

/** In MB; a bare number is MB, as in every AWS setting. */
export const MEGABYTES: ValueKind<number> = {
  expected: 'a size in MB, such as 1536 or 2GB',
  parse: scaled({ '': 1, ...IN_MB }),
};

/** In GB-months. */
export const GB_MONTHS: ValueKind<number> = {
  expected: 'GB kept for a month, such as 72.8 or 72.8GB',
  parse: (typed) => {
    const gigabytes = scaled({ '': 1024, ...IN_MB })(typed.replace(/[-\s]*months?$/i, ''));
    return gigabytes === undefined ? undefined : gigabytes / 1024;
  },
};

/** Days, added up: `7+14`. */
export const DAYS: ValueKind<number> = {
  expected: 'days, such as 14, or 7+14',
  parse: (typed) => {
    const parts = typed.split('+').map((part) => scaled({ '': 1, d: 1, day: 1, days: 1 })(part));
    return parts.reduce((all, part) => (all === undefined || part === undefined ? undefined : all + part), 0);
  },
};

/** A share of 1. */
export const SHARE: ValueKind<number> = {
  expected: 'a share of 0 to 100 %, such as 1% or 0.01',
  parse: (typed) => {
    const match = new RegExp(`^${NUMBER}\\s*(%?)$`).exec(typed.trim());
    if (match === null) return undefined;
    const value = plainNumber(match[1] ?? '');
    const ratio = value === undefined || match[2] !== '%' ? value : value / 100;
    return ratio !== undefined && ratio <= 1 ? ratio : undefined;
  },
};

export const DOLLARS: ValueKind<number> = {
  expected: 'dollars, such as 0.1632',
  parse: parseUsd,
};

/** One of some words. */
export function oneOf<T extends string>(words: Readonly<Record<string, T>>): ValueKind<T> {
  return {
    expected: [...new Set(Object.values(words))].join(' or '),
    parse: (typed) => (Object.hasOwn(words, typed.toLowerCase()) ? words[typed.toLowerCase()] : undefined),
  };
}

export const TEXT: ValueKind<string> = { expected: 'a name', parse: (typed) => (typed === '' ? undefined : typed) };
