import { designEffectOf, isInterval, momentsByGroup, weightedMeanInterval } from '../../statistics/index.js';
import { spreadOf } from './percentiles.js';
import type { Priced } from './priced.js';
import type { Tally } from './tally.js';

/** Beyond this many values the mean is near enough to normal, and resampling those of hundreds of functions takes long. */
export const MOST_RESAMPLED = 500;
export const Z_95 = 1.959963984540054;
const SMALLEST_STRATUM = 6;
/** A rare function whose few invocations say nothing of its mean may be this much of the whole, and no more. */
const NEGLIGIBLE_SHARE = 0.01;

/**
 * The ends of the 95 % interval of the mean GB-seconds of an invocation, as ratios of that mean: each function and memory
 * size a stratum of its own, invocations of one log stream taken as alike. For small logs by BCa bootstrap, for large ones
 * by the central limit theorem.
 */
export function meanBilled(priced: readonly Priced[]): { low: number; high: number } | { reason: string } {
  const whole = priced.reduce((total, it) => total + it.gbSeconds, 0);
  const telling = priced.filter(({ tally }) => tally.billed.values.length >= SMALLEST_STRATUM);
  const told = telling.reduce((total, it) => total + it.gbSeconds, 0);
  if (whole === 0) return { reason: 'nothing was billed' };
  if (told < (1 - NEGLIGIBLE_SHARE) * whole) {
    return { reason: `needs n >= ${SMALLEST_STRATUM} for an interval of the mean at each function and memory size` };
  }
  const n = telling.reduce((total, { tally }) => total + tally.billed.values.length, 0);
  const rest = whole - told;
  const bounds = n <= MOST_RESAMPLED ? resampled(telling) : normal(telling, told);
  return 'reason' in bounds ? bounds : { low: (bounds.low + rest) / whole, high: (bounds.high + rest) / whole };
}

/** GB-seconds that a millisecond of this function costs. */
const weightOf = ({ memorySizeMB }: Tally): number => (memorySizeMB ?? 0) / 1024 / 1000;

function resampled(priced: readonly Priced[]): { low: number; high: number } | { reason: string } {
  const strata = priced.flatMap(({ tally }) => {
    const spread = spreadOf([tally.billed]);
    return spread === undefined ? [] : [{ ...spread, weight: weightOf(tally) * spread.sample.length }];
  });
  const interval = weightedMeanInterval(strata);
  return isInterval(interval) ? interval : { reason: interval.reason };
}

function normal(priced: readonly Priced[], told: number): { low: number; high: number } {
  const variance = priced.reduce((total, { tally }) => {
    const { values, streams } = tally.billed;
    const groups = momentsByGroup(values.values, streams.values);
    const effect = groups.length === 0 || streams.values.some((it) => it < 0) ? 1 : designEffectOf(groups);
    const [all] = momentsByGroup(values.values, new Uint8Array(values.length));
    if (all === undefined) return total;
    return total + weightOf(tally) ** 2 * all.n * (all.squares / (all.n - 1)) * effect;
  }, 0);
  const half = Z_95 * Math.sqrt(variance);
  return { low: Math.max(0, told - half), high: told + half };
}
