/** What bounds concurrency in one region (Lambda quotas and "Understanding function scaling", developer guide, read 2026-11). */
export interface ConcurrencyQuotas {
  /** All invocations of a region at once. */
  readonly accountLimit: number;
  /** What reservations and provisioned concurrency have to leave to functions without either. */
  readonly unreservedMinimum: number;
  /** Execution environments that one function can gain in `scalingPeriodMs`, refilled all the time. */
  readonly scalingRate: number;
  readonly scalingPeriodMs: number;
  /** Requests a second for each unit of concurrency, of synchronous invocations only. */
  readonly requestsPerSecond: number;
}

export const DEFAULT_QUOTAS: ConcurrencyQuotas = {
  accountLimit: 1000,
  unreservedMinimum: 100,
  scalingRate: 1000,
  scalingPeriodMs: 10_000,
  requestsPerSecond: 10,
};
