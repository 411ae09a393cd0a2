import type { GbSeconds, Megabytes, Milliseconds, Usd } from '../units/index.js';
import type { Architecture, ByArchitecture } from './book.js';

/** Invocations at one memory size: how many requests they count for, and their Billed Durations added up. */
export interface Invocations {
  readonly requests: number;
  readonly billedMs: Milliseconds;
}

/** Provisioned concurrency over the month: so many spans, in each of which it is enabled for so long. */
export interface ProvisionedUsage extends Invocations {
  readonly concurrency: number;
  readonly spans: number;
  /** Of one span, from enable to disable. */
  readonly enabledMs: Milliseconds;
  /** Init of one environment, billed each time it is enabled, even if it is never invoked. */
  readonly billedInitMs?: Milliseconds;
}

export interface SnapStartUsage {
  /** Published versions with a snapshot. */
  readonly versions: number;
  /** How long each version is active in the month. */
  readonly activeMs: Milliseconds;
  /** Environments resumed from a snapshot. */
  readonly restores: number;
  /** Managed Java runtimes pay neither for cache nor for restore (pricing page, 2026). */
  readonly managedJava?: boolean;
}

export interface ManagedInstancesUsage {
  readonly requests: number;
  readonly instanceType: string;
  readonly instanceHours: number;
  /** EC2's on-demand price of an hour, where it is not the book's. The management fee is a share of this one. */
  readonly ec2UsdPerHour?: Usd;
  /** What an hour really costs, under a Savings Plan or a reservation. */
  readonly paidUsdPerHour?: Usd;
}

export interface DurableUsage {
  readonly operations: number;
  readonly writtenGb: number;
  readonly storedGbMonths: number;
}

/** All that one function used in a month. What is missing was not used. */
export interface FunctionUsage {
  readonly architecture: Architecture;
  readonly memorySizeMB: Megabytes;
  readonly ephemeralStorageMB?: Megabytes;
  readonly onDemand?: Invocations;
  readonly provisioned?: ProvisionedUsage;
  readonly snapStart?: SnapStartUsage;
  /** GB that were written to response streams beyond the first 6 MB of each response. */
  readonly streamedGb?: number;
  readonly edge?: Invocations;
  readonly managedInstances?: ManagedInstancesUsage;
  readonly durable?: DurableUsage;
  /** Execution environments that were made for a tenant. */
  readonly tenantEnvironments?: number;
  readonly kafkaPollerHours?: number;
  readonly sqsPollerHours?: number;
  readonly logsGb?: number;
  readonly transferOutGb?: number;
}

export const FREE_TIER_PARTS = ['requests', 'duration', 'streaming', 'transfer'] as const;
export type FreeTierPart = (typeof FREE_TIER_PARTS)[number];

export type SavingsPlan = 'noUpfront' | 'allUpfront';

/** What holds for the whole account. */
export interface AccountTerms {
  /** On-demand GB-seconds of the account's other functions: they fill the lower tiers, and use up the free tier. */
  readonly others?: Partial<ByArchitecture<GbSeconds>>;
  readonly freeTier?: {
    readonly parts: readonly FreeTierPart[];
    /** Also for functions with provisioned concurrency, against the rule, as an example of the pricing page does. */
    readonly withProvisioned: boolean;
  };
  readonly savingsPlan?: SavingsPlan;
}
