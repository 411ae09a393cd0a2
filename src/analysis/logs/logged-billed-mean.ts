import { isInterval, type Stratum, weightedMean, weightedMeanInterval } from '../../statistics/index.js';
import { type Milliseconds, milliseconds } from '../../units/index.js';
import type { BilledMean } from '../billed-mean.js';
import { MOST_RESAMPLED, Z_95 } from './mean-billed.js';
import { spreadOf } from './percentiles.js';
import type { Tally } from './tally.js';

/**
 * The mean of the printed Billed Durations of one function at one memory size, as if this share of its invocations
 * started cold; `null` where starts that it needs are not in the log. Its 95 % interval is by BCa bootstrap for small
 * logs, by the central limit theorem for large ones, invocations of one log stream taken as alike.
 */
export function loggedBilledMean(
  { warm, cold }: Pick<Tally, 'warm' | 'cold'>,
  coldShareRatio: number,
): BilledMean | null {
  const parts = [
    { starts: warm, weight: 1 - coldShareRatio },
    { starts: cold, weight: coldShareRatio },
  ].filter(({ weight }) => weight > 0);
  const strata = parts.flatMap(({ starts, weight }) => {
    const spread = spreadOf<Milliseconds>([starts.columns.billedDurationMs]);
    return spread === undefined ? [] : [{ ...spread, weight }];
  });
  if (strata.length < parts.length) return null;
  const n = strata.reduce((sum, { sample }) => sum + sample.length, 0);
  const figures = { n, mean: weightedMean(strata) };
  const interval = n <= MOST_RESAMPLED || strata.some(isSmall) ? weightedMeanInterval(strata) : normal(strata);
  return isInterval(interval)
    ? { ...figures, low: interval.low, high: interval.high }
    : { ...figures, low: null, high: null, note: interval.reason };
}

/** Of a few rare cold starts the mean is not near enough to normal, however many warm ones there are. */
const SMALL = 30;
const isSmall = ({ sample }: Stratum): boolean => sample.length < SMALL;

function normal(strata: readonly Stratum<Milliseconds>[]) {
  const variance = strata.reduce((sum, { sample, weight, designEffect = 1 }) => {
    const centre = weightedMean([{ sample, weight: 1 }]);
    const squares = sample.reduce((total, value) => total + (value - centre) ** 2, 0);
    return sum + (weight ** 2 * designEffect * squares) / (sample.length - 1) / sample.length;
  }, 0);
  const mean = weightedMean(strata);
  const half = Z_95 * Math.sqrt(variance);
  return { low: milliseconds(Math.max(0, mean - half)), high: milliseconds(mean + half), level: 0.95 };
}
