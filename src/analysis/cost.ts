import { type Architecture, billOnDemand, type PriceBook } from '../pricing/index.js';
import { isInterval, type Stratum, weightedMean, weightedMeanInterval } from '../statistics/index.js';
import { type Megabytes, type Milliseconds, milliseconds, type Usd } from '../units/index.js';
import type { Arm } from './arms.js';
import { type Grouped, grouped } from './grouped.js';
import type { Cost } from './result-schema.js';

const MILLION = 1_000_000;

export interface CostTerms {
  readonly book: PriceBook;
  readonly ephemeralStorageMB: Megabytes;
  /** Share of invocations that start cold. */
  readonly coldShareRatio: number;
  readonly level?: number;
  readonly resamples?: number;
}

/**
 * Cost of a million invocations at one size, from the printed Billed Durations: the mean of the warm ones, and of the
 * cold ones by their share. The mean, not the median, because the bill is a sum. Null where what it needs was not
 * measured.
 */
export function costOf(arm: Arm, terms: CostTerms): Cost | null {
  const strata = billedStrata(arm, terms.coldShareRatio);
  if (strata === undefined) return null;
  const priced = (billed: Milliseconds): Usd => usdPerMillion(billed, arm, terms);
  const interval = weightedMeanInterval(strata, {
    ...(terms.level === undefined ? {} : { level: terms.level }),
    ...(terms.resamples === undefined ? {} : { resamples: terms.resamples }),
  });
  const figures = { n: strata.reduce((n, { sample }) => n + sample.length, 0), mean: priced(weightedMean(strata)) };
  return isInterval(interval)
    ? { ...figures, low: priced(interval.low), high: priced(interval.high) }
    : { ...figures, low: null, high: null, note: interval.reason };
}

function billedStrata(arm: Arm, coldShareRatio: number): Stratum<Milliseconds>[] | undefined {
  const parts: [Grouped | undefined, number][] = [
    [grouped(arm.warm, (start) => start.billedDurationMs), 1 - coldShareRatio],
    [grouped(arm.cold, (start) => start.billedDurationMs), coldShareRatio],
  ];
  const used = parts.filter(([, weight]) => weight > 0);
  const strata = used.flatMap(([measured, weight]) => (measured === undefined ? [] : [{ ...measured, weight }]));
  return strata.length === used.length ? strata : undefined;
}

function usdPerMillion(
  billed: Milliseconds,
  arm: { memorySizeMB: Megabytes; architecture: Architecture },
  terms: CostTerms,
): Usd {
  return billOnDemand(terms.book, {
    architecture: arm.architecture,
    requests: MILLION,
    memorySizeMB: arm.memorySizeMB,
    billedMs: milliseconds(billed * MILLION),
    ephemeralStorageMB: terms.ephemeralStorageMB,
  }).totalUsd;
}
