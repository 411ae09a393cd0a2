import {
  hodgesLehmann,
  type Interval,
  isInterval,
  medianRatio,
  type NoInterval,
  quantile,
  quantileInterval,
  sampleOf,
} from '../../statistics/index.js';
import type { CheckEstimate } from './check-result-schema.js';
import type { Block } from './comparison.js';
import { strataOf } from './reading.js';

const LEVEL = 0.95;
const RESAMPLES = 1000;

/** A figure with its 95 % interval, or with the reason why it has none. */
export function estimateOf(value: number, interval: Interval | NoInterval): CheckEstimate {
  if (!isInterval(interval)) return { value, low: null, high: null, note: interval.reason };
  const { low, high } = interval;
  if (Number.isFinite(low) && Number.isFinite(high)) return { value, low, high };
  return { value, low: null, high: null, note: 'needs more cold starts on each side for an interval' };
}

/** By order statistics; null where there is no value. */
export function medianEstimate(values: readonly number[]): CheckEstimate | null {
  const sample = sampleOf(values);
  return sample === undefined
    ? null
    : estimateOf(quantile(sample, 0.5), quantileInterval(sample, 0.5, { level: LEVEL }));
}

export interface Shifts {
  readonly shift: CheckEstimate;
  readonly shiftPercent: CheckEstimate;
}

/** Hodges and Lehmann's shift of the logarithms, in percent and, by the base's median, in the metric's unit. */
export function shiftsOf(blocks: readonly Block[]): Shifts | null {
  const base = sampleOf(blocks.flatMap((it) => it.base));
  const found = hodgesLehmann(blocks.flatMap(strataOf));
  if (base === undefined || found === undefined) return null;
  const middle = quantile(base, 0.5);
  const { low, high, level } = found.interval(LEVEL);
  const by = (scale: number): CheckEstimate =>
    estimateOf(scale * Math.expm1(found.estimate), {
      low: scale * Math.expm1(low),
      // Of minus infinity the exponential is a number, and it bounds nothing.
      high: Number.isFinite(low) ? scale * Math.expm1(high) : Number.POSITIVE_INFINITY,
      level,
    });
  return { shift: by(middle), shiftPercent: by(100) };
}

/** @param isLive the screen is drawn many times, and resampling is left for the end */
export function ratioOf(blocks: readonly Block[], isLive: boolean): CheckEstimate | null {
  const strata = blocks.map(({ base, head }) => ({ ones: head, others: base }));
  const found = medianRatio(strata, LEVEL, { resamples: isLive ? 0 : RESAMPLES });
  return found === undefined ? null : estimateOf(found.ratio, found.interval);
}
