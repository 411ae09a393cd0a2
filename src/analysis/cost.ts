import {
  type Architecture,
  billOnDemand,
  billOnProvisioned,
  type PriceBook,
  snapStartPrices,
} from '../pricing/index.js';
import { type Megabytes, type Milliseconds, milliseconds, type Usd, usd } from '../units/index.js';
import type { Arm } from './arms.js';
import { meanBilledDuration } from './billed-mean.js';
import type { Cost } from './result-schema.js';

const MILLION = 1_000_000;

export interface CostTerms {
  readonly book: PriceBook;
  readonly ephemeralStorageMB: Megabytes;
  /** Share of invocations that start cold. */
  readonly coldShareRatio: number;
  /** How many environments are kept of it: those that start cold have spilled over then, and are in no share. */
  readonly provisionedConcurrency?: number;
  /** Whether each cold start restores a snapshot that SnapStart charges for. */
  readonly isSnapStartCharged?: boolean;
  readonly resamples?: number;
}

/**
 * Cost of a million invocations at one size, from the printed Billed Durations: the mean of the warm ones, and of the
 * cold ones by their share. The mean, not the median, because the bill is a sum. Null where what it needs was not
 * measured. With SnapStart where it is charged for each cold start has its restore; the snapshot itself is paid by the month.
 */
export function costOf(arm: Arm, terms: CostTerms): Cost | null {
  const { resamples } = terms;
  const billed = meanBilledDuration(arm, terms.coldShareRatio, resamples === undefined ? {} : { resamples });
  if (billed === null) return null;
  const priced = (ms: Milliseconds): Usd => usdPerMillion(ms, arm, terms);
  const { n, mean, low, high, note } = billed;
  return {
    n,
    mean: priced(mean),
    low: low === null ? null : priced(low),
    high: high === null ? null : priced(high),
    ...(note === undefined ? {} : { note }),
  };
}

function usdPerMillion(
  billed: Milliseconds,
  arm: { memorySizeMB: Megabytes; architecture: Architecture },
  terms: CostTerms,
): Usd {
  const usage = {
    architecture: arm.architecture,
    requests: MILLION,
    memorySizeMB: arm.memorySizeMB,
    billedMs: milliseconds(billed * MILLION),
    ephemeralStorageMB: terms.ephemeralStorageMB,
  };
  const restoreUsd =
    terms.isSnapStartCharged === true ? (snapStartPrices(terms.book, arm.memorySizeMB)?.restoreUsd ?? 0) : 0;
  const priced = terms.provisionedConcurrency === undefined ? billOnDemand : billOnProvisioned;
  return usd(priced(terms.book, usage).totalUsd + MILLION * terms.coldShareRatio * restoreUsd);
}
