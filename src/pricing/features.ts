/**
 * What can be on a bill, the first day that it could be, and its name: the document history of the developer guide, AWS's
 * announcements (SQS pollers: What's New 2025-11-14) and the API's history (Kafka pollers). Ephemeral storage and large
 * events are not verified to the day; tenant isolation is by a report of the day after.
 */
const FEATURES = {
  arm64: ['2021-09-29', 'arm64'],
  image: ['2020-12-01', 'container images'],
  custom: ['2018-11-29', 'custom runtimes'],
  ephemeral: ['2022-03-24', 'ephemeral storage above 512 MB'],
  largeMemory: ['2020-12-01', 'memory above 3,008 MB'],
  provisioned: ['2019-12-03', 'provisioned concurrency'],
  savingsPlan: ['2020-02-17', 'Compute Savings Plans for Lambda'],
  snapStart: ['2024-11-18', 'SnapStart for Python and .NET (for Java since 2022-11-28)'],
  snapStartJava: ['2022-11-28', 'SnapStart'],
  streaming: ['2023-04-06', 'response streaming'],
  largeEvents: ['2025-10-24', 'asynchronous events above 256 KB'],
  kafkaPollers: ['2024-11-22', 'provisioned mode for Kafka'],
  sqsPollers: ['2025-11-14', 'provisioned mode for SQS'],
  tenantIsolation: ['2025-11-19', 'tenant isolation'],
  managedInstances: ['2025-11-30', 'Managed Instances'],
  durable: ['2025-12-01', 'durable executions'],
  edge: ['2017-07-17', 'Lambda@Edge'],
} as const satisfies Readonly<Record<string, readonly [since: string, name: string]>>;

export type Feature = keyof typeof FEATURES;

/** Why a feature cannot be priced on a day, `YYYY-MM-DD`: it came later. `undefined` when it was there. */
export function notYet(feature: Feature, day: string): string | undefined {
  const [since, name] = FEATURES[feature];
  return day < since ? `${name} exists since ${since}, not yet on ${day}` : undefined;
}
