import type { Architecture } from '../pricing/index.js';
import type { Recording } from '../recording/index.js';
import { isInterval, type Stratum, weightedMean, weightedMeanInterval } from '../statistics/index.js';
import type { Megabytes, Milliseconds } from '../units/index.js';
import { type Arm, armsOf } from './arms.js';
import { type Grouped, grouped } from './grouped.js';

/** Mean Billed Duration of the invocations of one size, with its 95 % interval where there is one. */
export interface BilledMean {
  readonly n: number;
  readonly mean: Milliseconds;
  readonly low: Milliseconds | null;
  readonly high: Milliseconds | null;
  /** Why there is no interval. */
  readonly note?: string;
}

export interface MeanOptions {
  readonly resamples?: number;
}

/**
 * The mean of the printed Billed Durations, warm ones and cold ones by their share; `null` where what it needs was not
 * measured. The mean, not the median, because a bill is a sum.
 */
export function meanBilledDuration(
  arm: Pick<Arm, 'warm' | 'cold'>,
  coldShareRatio: number,
  options: MeanOptions = {},
): BilledMean | null {
  const strata = billedStrata(arm, coldShareRatio);
  if (strata === undefined) return null;
  const figures = { n: strata.reduce((n, { sample }) => n + sample.length, 0), mean: weightedMean(strata) };
  const interval = weightedMeanInterval(strata, options);
  return isInterval(interval)
    ? { ...figures, low: interval.low, high: interval.high }
    : { ...figures, low: null, high: null, note: interval.reason };
}

/** The same of a recording: `null` also for a size that is not in it. */
export function recordedBilledMean(
  { header, measurements }: Recording,
  size: { readonly memorySizeMB: Megabytes; readonly architecture: Architecture },
  coldShareRatio: number,
): BilledMean | null {
  const arm = armsOf(header, measurements).find(
    (it) => it.memorySizeMB === size.memorySizeMB && it.architecture === size.architecture,
  );
  return arm === undefined ? null : meanBilledDuration(arm, coldShareRatio);
}

function billedStrata(arm: Pick<Arm, 'warm' | 'cold'>, coldShareRatio: number): Stratum<Milliseconds>[] | undefined {
  const parts: [Grouped | undefined, number][] = [
    [grouped(arm.warm, (start) => start.billedDurationMs), 1 - coldShareRatio],
    [grouped(arm.cold, (start) => start.billedDurationMs), coldShareRatio],
  ];
  const used = parts.filter(([, weight]) => weight > 0);
  const strata = used.flatMap(([measured, weight]) => (measured === undefined ? [] : [{ ...measured, weight }]));
  return strata.length === used.length ? strata : undefined;
}
