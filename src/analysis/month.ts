import { monthlyUsage } from '../curve/index.js';
import { FREE_TIER_PARTS, PriceBookError, priceFunctions, snapStartMonth } from '../pricing/index.js';
import type { Strategy } from '../scenario/index.js';
import type { Milliseconds, Usd } from '../units/index.js';
import type { Arm } from './arms.js';
import { meanBilledDuration } from './billed-mean.js';
import type { CostTerms } from './cost.js';
import type { Cost } from './result-schema.js';

/** The free tier of an account without other functions, as is taken for the tiers too: nothing is known of the others. */
const TERMS = { freeTier: { parts: FREE_TIER_PARTS, withProvisioned: false } };

/**
 * Cost of a month of so many requests at one size: not in proportion to their number, as the free tier and the tiers of
 * the price are the month's, and so is the snapshot of the one version that SnapStart keeps. Null where it was not measured, or lies beyond the last tier that the price book knows.
 */
export function monthOf(arm: Arm, strategy: Strategy, terms: CostTerms): Cost | null {
  if (strategy.kind !== 'monthly') return null;
  const { resamples, book, ephemeralStorageMB, coldShareRatio, isSnapStartCharged } = terms;
  const billed = meanBilledDuration(arm, coldShareRatio, resamples === undefined ? {} : { resamples });
  if (billed === null) return null;
  const { memorySizeMB, architecture } = arm;
  const { requestsPerMonth: requests } = strategy;
  const snapStart = isSnapStartCharged === true ? snapStartMonth(book, requests * coldShareRatio) : {};
  const priced = (ms: Milliseconds): Usd => {
    const usage = { ...monthlyUsage(book, requests, ms, terms.provisionedConcurrency), ...snapStart };
    return priceFunctions(book, [{ architecture, memorySizeMB, ephemeralStorageMB, ...usage }], TERMS).totalUsd;
  };
  const { n, mean, low, high, note } = billed;
  try {
    return {
      n,
      mean: priced(mean),
      low: low === null ? null : priced(low),
      high: high === null ? null : priced(high),
      ...(note === undefined ? {} : { note }),
    };
  } catch (error) {
    if (error instanceof PriceBookError) return null;
    throw error;
  }
}
