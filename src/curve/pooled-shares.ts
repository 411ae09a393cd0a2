import { gaussian, normalQuantile, type Random } from '../statistics/index.js';
import type { Measured } from './measured.js';

/**
 * How single invocations lie about their mean, in shares of it, over all sizes: an invocation that takes twice the mean of
 * its size is taken to be as likely at every other one. What was measured at the chosen size itself is judged again by its
 * own percentiles in the analysis.
 */
export interface PooledShares {
  /** In rising order, as are the weights below, which end with 1. */
  readonly shares: Float64Array;
  readonly weightsUpTo: Float64Array;
  readonly n: number;
}

/** Fewer values than these say less of a percentile than a lognormal distribution of the usual scatter. */
const FEWEST = 10;

/** @param scatter of single invocations as a share of their mean, for as long as too few were measured */
export function pooledShares(measured: readonly Measured[], scatter: number): PooledShares {
  const values = measured
    .filter(({ n }) => n >= 2)
    .flatMap(({ n, shares }) => {
      // The mean of few is drawn towards each of them.
      const widening = Math.sqrt(n / (n - 1));
      return shares.map(({ share, weight }) => ({
        share: Math.max(0.01, 1 + (share - 1) * widening),
        weight: weight * n,
      }));
    })
    .sort((a, b) => a.share - b.share);
  if (values.length < FEWEST) return lognormal(scatter);
  const total = values.reduce((sum, { weight }) => sum + weight, 0);
  let held = 0;
  return {
    shares: Float64Array.from(values, ({ share }) => share),
    weightsUpTo: Float64Array.from(values, ({ weight }) => {
      held += weight / total;
      return held;
    }),
    n: values.length,
  };
}

const LOGNORMAL_POINTS = 101;

function lognormal(scatter: number): PooledShares {
  const points = Float64Array.from({ length: LOGNORMAL_POINTS }, (_, index) => (index + 0.5) / LOGNORMAL_POINTS);
  const sigma = Math.sqrt(Math.log(1 + scatter ** 2));
  return {
    shares: points.map((p) => Math.exp(sigma * normalQuantile(p) - sigma ** 2 / 2)),
    weightsUpTo: points.map((_, index) => (index + 1) / LOGNORMAL_POINTS),
    n: FEWEST,
  };
}

/** The share that so much of the weight is at most. */
export function shareAt({ shares, weightsUpTo }: PooledShares, p: number): number {
  let [low, high] = [0, shares.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((weightsUpTo[middle] as number) >= p - 1e-12) high = middle;
    else low = middle + 1;
  }
  return shares[low] as number;
}

/** How much of the weight is at most this share. */
export function weightUpTo({ shares, weightsUpTo }: PooledShares, share: number): number {
  let [low, high] = [0, shares.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shares[middle] as number) <= share) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : (weightsUpTo[low - 1] as number);
}

/**
 * Draws of where a percentile may truly be: the level is moved by its binomial error, and beyond the largest value that was
 * seen the tail goes on as an exponential one of the length that the upper half has. So the 99th percentile of thirty
 * values is uncertain, as it is.
 */
export function percentileDraws(pool: PooledShares, p: number, count: number, random: Random): Float64Array {
  const normal = gaussian(random);
  const error = Math.sqrt((p * (1 - p)) / pool.n);
  const largest = pool.shares[pool.shares.length - 1] as number;
  const tail = (largest - shareAt(pool, 0.5)) / Math.log(2 * pool.n);
  return Float64Array.from({ length: count }, () => {
    const level = p + error * normal();
    const beyond = level - (1 - 1 / (2 * pool.n));
    if (beyond <= 0) return shareAt(pool, Math.max(level, 0.5 / pool.n));
    return largest + tail * Math.log(1 + 2 * pool.n * beyond);
  });
}

const ROUNDING_POINTS = 32;
/** From here on the rounding up to whole milliseconds is half a millisecond in the mean, whatever the scatter. */
const ROUNDED_AWAY_MS = 20;

/** Mean Billed Duration at a mean duration: each invocation is rounded up to a whole millisecond, at least one. */
export function billedAt(pool: PooledShares, meanMs: number): number {
  if (meanMs >= ROUNDED_AWAY_MS) return meanMs + 0.5;
  let sum = 0;
  for (let i = 0; i < ROUNDING_POINTS; i++) {
    sum += Math.max(1, Math.ceil(meanMs * shareAt(pool, (i + 0.5) / ROUNDING_POINTS) - 1e-9));
  }
  return sum / ROUNDING_POINTS;
}
