import type { Interval, NoInterval } from './interval.js';
import { normalCdf, normalQuantile } from './normal.js';
import { quantile } from './quantile.js';
import { type Random, seededRandom } from './random.js';
import { type Sample, sampleOf } from './sample.js';

/** Below six values a resampled mean says more about the method than about the function. */
export const SMALLEST_BOOTSTRAP_N = 6;

export interface BootstrapOptions {
  readonly level?: number;
  readonly resamples?: number;
  readonly seed?: number;
}

/**
 * Bias-corrected and accelerated bootstrap interval (Efron 1987) of the mean. Billed durations are skewed, and a mean,
 * not a median, is what the bill is made of; the plain percentile interval is too short on the long side, Student's t
 * symmetric where the data are not. Deterministic: the same sample and seed give the same interval.
 */
export function meanInterval<Q extends number>(
  sample: Sample<Q>,
  options: BootstrapOptions = {},
): Interval<Q> | NoInterval {
  const { level = 0.95, resamples = 2000, seed = 1 } = options;
  const n = sample.length;
  if (n < SMALLEST_BOOTSTRAP_N)
    return {
      reason: `needs n >= ${SMALLEST_BOOTSTRAP_N} for an interval of the mean, has ${n}`,
    };
  const observed = total(sample) / n;
  if (sample[0] === sample[n - 1]) return { low: sample[0], high: sample[0], level };
  const means = resampledMeans(sample, resamples, seededRandom(seed));
  const bias = normalQuantile(clampShare(shareBelow(means, observed), resamples));
  const acceleration = accelerationOfMean(sample, observed);
  const at = (tail: number): Q => {
    const z = bias + normalQuantile(tail);
    return quantile(means, normalCdf(bias + z / (1 - acceleration * z))) as Q;
  };
  return { low: at((1 - level) / 2), high: at((1 + level) / 2), level };
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

function resampledMeans(sample: Sample, resamples: number, random: Random): Sample {
  const n = sample.length;
  const means = Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += sample[Math.floor(random() * n)] as number;
    return sum / n;
  });
  return sampleOf(means) as Sample;
}

/** The share of resamples below the observed value; ties count half, as billed milliseconds tie often. */
function shareBelow(means: Sample, observed: number): number {
  const below = means.filter((value) => value < observed).length;
  const equal = means.filter((value) => value === observed).length;
  return (below + equal / 2) / means.length;
}

const clampShare = (share: number, resamples: number): number =>
  Math.min(1 - 0.5 / resamples, Math.max(0.5 / resamples, share));

/** For the mean the jackknife has a closed form: a sixth of the sample's skewness over the square root of n. */
function accelerationOfMean(sample: Sample, observed: number): number {
  const squares = total(sample.map((value) => (value - observed) ** 2));
  const cubes = total(sample.map((value) => (value - observed) ** 3));
  return cubes / (6 * squares ** 1.5);
}
