import type { Interval, NoInterval } from './interval.js';
import { normalQuantile } from './normal.js';
import { studentBound } from './student.js';

/**
 * Which block of time each value belongs to. Values of a series are alike in time: a slow second is slow for all of its
 * requests. Whole blocks, longer than that likeness lasts, are not: how much their means differ says how sure the mean of
 * all is (batch means: Law, Simulation Modeling and Analysis, 5th ed., section 9.5.3). Ten to thirty blocks are enough,
 * and more only make them shorter (Schmeiser 1982, Operations Research 30).
 */
export interface Blocks {
  /** Number of the block of each value, in the order of the values. */
  readonly of: ArrayLike<number>;
  /** How many blocks each stratum has, such as each phase of a load: only blocks of one stratum are held against each other. */
  readonly strata: readonly number[];
}

/** Of how many blocks more than their strata an interval needs at least; below it Student's t says next to nothing. */
export const FEWEST_DEGREES = 4;

interface BlockVariance {
  readonly variance: number;
  readonly degrees: number;
}

/**
 * Variance of the quotient of two sums, by how it differs between blocks: blocks need not hold equally much (ratio
 * estimate: Cochran, Sampling Techniques, 3rd ed., section 6.3).
 * @param sums of each block, such as the number of its requests that were slow
 * @param counts of each block, such as the number of its requests
 */
export function varianceBetweenBlocks(
  sums: ArrayLike<number>,
  counts: ArrayLike<number>,
  strata: readonly number[],
): BlockVariance {
  let [n, squares, degrees, from] = [0, 0, 0, 0];
  for (const blocks of strata) {
    const stratum = ofStratum(sums, counts, from, from + blocks);
    n += stratum.count;
    squares += stratum.squares;
    degrees += stratum.degrees;
    from += blocks;
  }
  return { variance: n === 0 ? 0 : squares / n ** 2, degrees };
}

function ofStratum(sums: ArrayLike<number>, counts: ArrayLike<number>, from: number, to: number) {
  let [sum, count, filled] = [0, 0, 0];
  for (let block = from; block < to; block++) {
    sum += sums[block] ?? 0;
    count += counts[block] ?? 0;
    if ((counts[block] ?? 0) > 0) filled += 1;
  }
  if (filled < 2) return { count, squares: 0, degrees: 0 };
  let squares = 0;
  for (let block = from; block < to; block++)
    squares += ((sums[block] ?? 0) - (sum / count) * (counts[block] ?? 0)) ** 2;
  return { count, squares: (squares * filled) / (filled - 1), degrees: filled - 1 };
}

/**
 * How many values are worth one independent value where a share is concerned: its variance between blocks against that of
 * independent values. At least 1. The variance is itself an estimate from few blocks, for which the effect is made larger
 * by the square of Student's t over the normal's bound. Where blocks of twice the length say more, likeness lasts longer
 * than a block, and theirs is taken. Infinite where there are too few blocks to tell.
 * @param hits of each block: how many of its values are in the share
 */
export function shareDesignEffect(
  hits: ArrayLike<number>,
  counts: ArrayLike<number>,
  strata: readonly number[],
): number {
  const byBlocks = varianceBetweenBlocks(hits, counts, strata);
  if (byBlocks.degrees < FEWEST_DEGREES) return Number.POSITIVE_INFINITY;
  const halved = strata.map((blocks) => Math.ceil(blocks / 2));
  const byPairs = varianceBetweenBlocks(inPairs(hits, strata), inPairs(counts, strata), halved);
  const isLonger = byPairs.degrees >= FEWEST_DEGREES && byPairs.variance > byBlocks.variance;
  const { variance, degrees } = isLonger ? byPairs : byBlocks;
  const n = total(counts);
  const share = total(hits) / n;
  const independent = (share * (1 - share)) / n;
  const unsure = (studentBound(0.95, degrees) / normalQuantile(0.975)) ** 2;
  return independent === 0 ? 1 : Math.max(1, (variance / independent) * unsure);
}

function inPairs(values: ArrayLike<number>, strata: readonly number[]): number[] {
  const pairs: number[] = [];
  let from = 0;
  for (const blocks of strata) {
    for (let block = from; block < from + blocks; block += 2) {
      pairs.push((values[block] ?? 0) + (block + 1 < from + blocks ? (values[block + 1] ?? 0) : 0));
    }
    from += blocks;
  }
  return pairs;
}

/** Mean of the values with its interval by blocks. */
export function blockMean(
  values: ArrayLike<number>,
  { of, strata }: Blocks,
  level = 0.95,
): { readonly mean: number; readonly interval: Interval | NoInterval } {
  const blocks = total(strata);
  const sums = new Float64Array(blocks);
  const counts = new Float64Array(blocks);
  for (let i = 0; i < values.length; i++) {
    const block = of[i] as number;
    sums[block] = (sums[block] ?? 0) + (values[i] as number);
    counts[block] = (counts[block] ?? 0) + 1;
  }
  return { mean: total(sums) / values.length, interval: quotientOfBlocks(sums, counts, strata, level) };
}

/** Interval of the sum of all sums over the sum of all counts. */
export function quotientOfBlocks(
  sums: ArrayLike<number>,
  counts: ArrayLike<number>,
  strata: readonly number[],
  level = 0.95,
): Interval | NoInterval {
  const { variance, degrees } = varianceBetweenBlocks(sums, counts, strata);
  if (degrees < FEWEST_DEGREES) return { reason: TOO_FEW_BLOCKS };
  const quotient = total(sums) / total(counts);
  const half = studentBound(level, degrees) * Math.sqrt(variance);
  return { low: quotient - half, high: quotient + half, level };
}

export const TOO_FEW_BLOCKS = 'too few requests to tell how it changes with time: no interval';

const total = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum;
};
