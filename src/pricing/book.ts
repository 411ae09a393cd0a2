import type { Usd } from '../units/index.js';

export const ARCHITECTURES = ['x86_64', 'arm64'] as const;
export type Architecture = (typeof ARCHITECTURES)[number];

/** One step of the monthly duration price: it holds up to this many GB-seconds of the account, `null` without end. */
export interface DurationTier {
  readonly upToGbSeconds: number | null;
  readonly usdPerGbSecond: Usd;
}

export interface OnDemandPrices {
  readonly durationTiers: readonly DurationTier[];
  readonly usdPerRequest: Usd;
  /** /tmp above 512 MB, for billed duration. */
  readonly usdPerEphemeralGbSecond: Usd;
}

/** AWS's list prices of one region from one day on: a data file under `books/`, which names its source. */
export interface PriceBook {
  readonly schemaVersion: 1;
  /** Written into every recording, so that a result says by which prices it was made. */
  readonly id: string;
  readonly region: string;
  /** First day, `YYYY-MM-DD`. */
  readonly effectiveFrom: string;
  readonly source: string;
  readonly currency: 'USD';
  readonly onDemand: Readonly<Record<Architecture, OnDemandPrices>>;
}
