import { z } from 'zod';
import { megabytes, parseCount, parseUsd, type Ratio, type Usd } from '../units/index.js';
import type { SizeRange } from './exploration.js';
import { span } from './load/rate.js';
import * as part from './schema-parts.js';
import { parseShare } from './strategy.js';

/*
 * What decides which memory sizes are measured and how often, as a file writes it; a command line writes the same.
 */

const SIZES = 'a list of memory sizes in MB, such as [128, 512, 1769], or a range from 128 to 10,240, such as 128-3008';
export const RANGE = 'a range of memory sizes from 128 to 10,240 MB, such as 128-3008';
const RANGE_TEXT = /^\d+\s*-\s*\d+$/;

/** `128-3008`; `undefined` where it is none, its ends are no memory sizes, or the wrong way round. */
export function parseSizeRange(text: string): SizeRange | undefined {
  const [low = Number.NaN, high = Number.NaN] = RANGE_TEXT.test(text.trim()) ? text.split('-').map(Number) : [];
  return low >= 128 && low < high && high <= 10_240 ? { low: megabytes(low), high: megabytes(high) } : undefined;
}

/** Reads a leaf, and gives one phrase for whatever is wrong with it. */
const read =
  <In, Out>(expected: string, parse: (value: In) => Out | undefined) =>
  (value: In, context: z.RefinementCtx): Out => {
    const parsed = parse(value);
    if (parsed !== undefined) return parsed;
    context.addIssue(expected);
    return z.NEVER;
  };

export const sizeList = part.list(SIZES, part.memorySize);
export const sizeRange = part.matching(RANGE, RANGE_TEXT).transform(read(RANGE, parseSizeRange));
export const memorySizes = z.union([sizeList, sizeRange], { error: SIZES });

const shareBetween = (expected: string, low: number, high: number) => {
  const inside = (value: string | number): Ratio | undefined => {
    const share = parseShare(value);
    return share !== undefined && share >= low && share <= high ? share : undefined;
  };
  return z
    .union([part.matching(expected, /^\d+(\.\d+)?\s*%?$/), z.number({ error: expected })], { error: expected })
    .transform(read(expected, inside));
};

/** The least that a price difference in the sixth digit of a dollar amount could show. */
export const regret = shareBetween('a share from 0.1% to 100%, such as 2% or 0.02', 0.001, 1);
/** Above it the tail of a distribution decides that so few measurements do not show. */
export const confidence = shareBetween('a share from 50% to 99.9%, such as 95% or 0.95', 0.5, 0.999);

const numberOrText = (expected: string, pattern: RegExp) =>
  z.union([part.matching(expected, pattern), z.number({ error: expected })], { error: expected });

const BUDGET = 'US dollars above 0, such as $0.05';
const positiveUsd = (value: string | number): Usd | undefined => {
  const amount = parseUsd(String(value));
  return amount !== undefined && amount > 0 ? amount : undefined;
};
export const budget = numberOrText(BUDGET, /^\$?\s*[\d.,_]+$/).transform(read(BUDGET, positiveUsd));

const COUNTED = /^[\d.,_]+\s*[kKmMbB]?$/;
const countOf = (value: string | number): number | undefined => parseCount(String(value));

const INVOCATIONS = 'a whole number of 1 or more, such as 200';
const wholeCount = (value: string | number): number | undefined => {
  const count = countOf(value);
  return count !== undefined && Number.isInteger(count) && count >= 1 ? count : undefined;
};
export const maxInvocations = numberOrText(INVOCATIONS, COUNTED).transform(read(INVOCATIONS, wholeCount));

const REQUESTS = 'a number of requests above 0, such as 30M or 500_000';
const positiveCount = (value: string | number): number | undefined => {
  const count = countOf(value);
  return count !== undefined && count > 0 ? count : undefined;
};
export const requestsPerMonth = numberOrText(REQUESTS, COUNTED).transform(read(REQUESTS, positiveCount));

export const maxTime = span('how long, such as 90s, 5m or 1h');
