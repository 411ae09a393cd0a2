import type { Usd } from '../units/index.js';

export const ARCHITECTURES = ['x86_64', 'arm64'] as const;
export type Architecture = (typeof ARCHITECTURES)[number];

/** A price for each architecture. Books of days before 2021-09-29 throw when they are asked for arm64: `asPriceBook`. */
export type ByArchitecture<T> = Readonly<Record<Architecture, T>>;

/**
 * One step of a monthly price: it holds up to this quantity, `null` without end. A last step with an end means that what
 * lies beyond it has no known price: pricing it is an error.
 */
export interface DurationTier {
  readonly upToGbSeconds: number | null;
  readonly usdPerGbSecond: Usd;
}
export interface VolumeTier {
  readonly upToGb: number | null;
  readonly usdPerGb: Usd;
}

export interface OnDemandPrices {
  readonly durationTiers: readonly DurationTier[];
  readonly usdPerRequest: Usd;
  /** /tmp above 512 MB, for billed duration. */
  readonly usdPerEphemeralGbSecond: Usd;
}

/**
 * AWS's list prices of one region from one day on: a data file under `books/`, which names its source. What a book does
 * not know it does not hold: asking for a price that is missing is an error, never a zero.
 */
export interface PriceBook {
  readonly schemaVersion: 1;
  /** Written into every recording and bill, so that a result says by which prices it was made. */
  readonly id: string;
  readonly region: string;
  /** First day, `YYYY-MM-DD`. */
  readonly effectiveFrom: string;
  readonly source: string;
  /** What is derived or not verified, and where single sections are from. */
  readonly notes?: readonly string[];
  readonly currency: 'USD';
  readonly onDemand: ByArchitecture<OnDemandPrices>;
  readonly provisionedConcurrency?: ByArchitecture<{
    readonly usdPerConfiguredGbSecond: Usd;
    readonly usdPerDurationGbSecond: Usd;
  }>;
  readonly snapStart?: { readonly usdPerCachedGbSecond: Usd; readonly usdPerRestoredGb: Usd };
  readonly responseStreaming?: { readonly usdPerGb: Usd };
  readonly edge?: { readonly usdPerRequest: Usd; readonly usdPerGbSecond: Usd };
  readonly managedInstances?: {
    readonly usdPerRequest: Usd;
    /** Share of the EC2 on-demand price that is charged on top: 0.15. */
    readonly managementFeeRatio: number;
    /** EC2's on-demand price by instance type, where it is known. */
    readonly usdPerInstanceHour?: Readonly<Record<string, Usd>>;
  };
  readonly durableFunctions?: {
    readonly usdPerOperation: Usd;
    readonly usdPerWrittenGb: Usd;
    readonly usdPerStoredGbMonth: Usd;
  };
  readonly tenantIsolation?: ByArchitecture<{ readonly usdPerEnvironmentGb: Usd }>;
  readonly eventPollerUnits?: { readonly usdPerKafkaHour: Usd; readonly usdPerSqsHour: Usd };
  /** CloudWatch Logs ingestion of the function's own lines (vended logs). */
  readonly logsIngestion?: { readonly tiers: readonly VolumeTier[] };
  /** Out to the internet. */
  readonly dataTransferOut?: { readonly tiers: readonly VolumeTier[] };
  /** Compute Savings Plans: what a GB-second costs under one. Requests are not covered. */
  readonly savingsPlans?: Readonly<
    Record<
      'noUpfront' | 'allUpfront',
      ByArchitecture<Usd> & {
        readonly provisionedConfigured?: ByArchitecture<Usd>;
        readonly provisionedDuration?: ByArchitecture<Usd>;
      }
    >
  >;
}
