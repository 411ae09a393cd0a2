import { independentCount } from './design-effect.js';
import type { Interval, NoInterval } from './interval.js';
import { normalCdf, normalQuantile } from './normal.js';
import { quantile } from './quantile.js';
import { type Random, seededRandom } from './random.js';
import { mean, type Sample, sampleOf } from './sample.js';

/** Below six values a resampled mean says more about the method than about the function. */
export const SMALLEST_BOOTSTRAP_N = 6;

export interface BootstrapOptions {
  readonly level?: number;
  readonly resamples?: number;
  readonly seed?: number;
}

/** One part of a weighted mean: its values, and the share that its mean has in the whole. */
export interface Stratum<Q extends number = number> {
  readonly sample: Sample<Q>;
  readonly weight: number;
  /** How many values are worth one independent value (`designEffect`); 1 without it. */
  readonly designEffect?: number;
}

/** The sum of each stratum's mean times its weight. */
export function weightedMean<Q extends number>(strata: readonly Stratum<Q>[]): Q {
  return strata.reduce<number>((sum, { sample, weight }) => sum + weight * mean(sample), 0) as Q;
}

/**
 * Bias-corrected and accelerated bootstrap interval (Efron 1987) of a weighted mean, each stratum resampled by itself.
 * Billed durations are skewed, and a mean, not a median, is what the bill is made of; the plain percentile interval is
 * too short on the long side, Student's t symmetric where the data are not. Values that come in groups are first moved
 * away from their mean by the square root of the design effect, which gives the resampled means the variance that they
 * really have. Deterministic: the same samples and seed give the same interval.
 */
export function weightedMeanInterval<Q extends number>(
  strata: readonly Stratum<Q>[],
  options: BootstrapOptions = {},
): Interval<Q> | NoInterval {
  const { level = 0.95, resamples = 2000, seed = 1 } = options;
  const worth = Math.min(
    ...strata.map(({ sample, designEffect: effect = 1 }) => independentCount(sample.length, effect)),
  );
  if (worth < SMALLEST_BOOTSTRAP_N) {
    const smallest = Math.min(...strata.map(({ sample }) => sample.length));
    const has = smallest < SMALLEST_BOOTSTRAP_N ? `has ${smallest}` : `what there is is worth ${worth}`;
    return { reason: `needs n >= ${SMALLEST_BOOTSTRAP_N} for an interval of the mean, ${has}` };
  }
  const observed = weightedMean(strata);
  if (strata.every(({ sample }) => sample[0] === sample[sample.length - 1])) {
    return { low: observed, high: observed, level };
  }
  const means = resampledMeans(strata.map(spread), resamples, seededRandom(seed));
  const bias = normalQuantile(clampShare(shareBelow(means, observed), resamples));
  const acceleration = accelerationOf(strata);
  const at = (tail: number): Q => {
    const z = bias + normalQuantile(tail);
    return quantile(means, normalCdf(bias + z / (1 - acceleration * z))) as Q;
  };
  return { low: at((1 - level) / 2), high: at((1 + level) / 2), level };
}

/** The interval of a plain mean. */
export const meanInterval = <Q extends number>(sample: Sample<Q>, options?: BootstrapOptions) =>
  weightedMeanInterval([{ sample, weight: 1 }], options);

function spread({ sample, weight, designEffect: effect = 1 }: Stratum): Stratum {
  const centre = mean(sample);
  const moved = sample.map((value) => centre + (value - centre) * Math.sqrt(effect));
  return { weight, sample: sampleOf(moved) as Sample };
}

function resampledMeans(strata: readonly Stratum[], resamples: number, random: Random): Sample {
  const means = Array.from({ length: resamples }, () => {
    let whole = 0;
    for (const { sample, weight } of strata) {
      let sum = 0;
      for (let i = 0; i < sample.length; i++) sum += sample[Math.floor(random() * sample.length)] as number;
      whole += (weight * sum) / sample.length;
    }
    return whole;
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

/**
 * A sixth of the skewness of the influence values. For a mean these are known in closed form, each value's distance
 * from its stratum's mean times weight / n, so no jackknife has to be run (Davison and Hinkley 1997, section 5.3.2).
 */
function accelerationOf(strata: readonly Stratum[]): number {
  let squares = 0;
  let cubes = 0;
  for (const { sample, weight } of strata) {
    const centre = mean(sample);
    for (const value of sample) {
      const influence = (weight * (value - centre)) / sample.length;
      squares += influence ** 2;
      cubes += influence ** 3;
    }
  }
  return cubes / (6 * squares ** 1.5);
}
