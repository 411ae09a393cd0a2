import { type Usd, usd } from '../../units/index.js';
import type { PriceBookFile } from '../book-schema.js';
import type { Picker, Wanted } from './pick.js';

/** Prices of each architecture; arm64's usage types end in -ARM. Where a list has none of them, arm64 is not sold there. */
export function architecturesOf<T>(
  picker: Picker,
  usageTypes: readonly string[],
  take: (suffix: string) => T,
): { x86_64: T; arm64?: T } {
  const arm = usageTypes.some((it) => picker.has(`${it}-ARM`));
  return { x86_64: take(''), ...(arm ? { arm64: take('-ARM') } : {}) };
}

/** By group, as no usage type of theirs is documented (Price List, offer AWSLambda, 2026-09). */
const grouped = (name: string): Wanted => ({ name, matches: ({ group }) => group === name });
const DURABLE = {
  operations: grouped('AWS-Lambda-Durable-Execution-Operations'),
  written: grouped('AWS-Lambda-Durable-Execution-Written-Bytes'),
  stored: grouped('AWS-Lambda-Durable-Execution-TimedStorage-ByteHrs'),
};
const POLLERS = {
  kafka: grouped('AWS-Lambda-Event-Poller-Unit-Duration'),
  sqs: grouped('AWS-Lambda-SQS-Event-Poller-Unit-Duration'),
};
const PROVISIONED = ['Lambda-Provisioned-Concurrency', 'Lambda-Provisioned-GB-Second'];
const SNAP_START = ['Lambda-SnapStart-Cached-GB-S', 'Lambda-SnapStart-Restored-GB'] as const;
const EDGE = ['Lambda-Edge-Request', 'Lambda-Edge-GB-Second'] as const;
const STREAMING = 'Lambda-Streaming-Response-Processed-Bytes';

type Sections = Partial<PriceBookFile>;

/** What a region may not have. What a list does not know the book does not hold. */
export function optionalSections(picker: Picker): Sections {
  const [cached, restored] = SNAP_START;
  const [edgeRequest, edgeDuration] = EDGE;
  const sections = {
    provisionedConcurrency: picker.section(PROVISIONED, () =>
      architecturesOf(picker, PROVISIONED, (suffix) => ({
        usdPerConfiguredGbSecond: picker.price(`Lambda-Provisioned-Concurrency${suffix}`),
        usdPerDurationGbSecond: picker.price(`Lambda-Provisioned-GB-Second${suffix}`),
      })),
    ),
    snapStart: picker.section(SNAP_START, () => ({
      usdPerCachedGbSecond: picker.price(cached),
      usdPerRestoredGb: picker.price(restored),
    })),
    responseStreaming: picker.section([STREAMING], () => ({ usdPerGb: picker.price(STREAMING) })),
    edge: picker.section(EDGE, () => ({
      usdPerRequest: picker.price(edgeRequest),
      usdPerGbSecond: picker.price(edgeDuration),
    })),
    managedInstances: managedInstances(picker),
    durableFunctions: picker.section(Object.values(DURABLE), () => ({
      usdPerOperation: picker.price(DURABLE.operations),
      usdPerWrittenGb: picker.price(DURABLE.written),
      usdPerStoredGbMonth: picker.price(DURABLE.stored),
    })),
    tenantIsolation: tenantIsolation(picker),
    eventPollerUnits: picker.section(Object.values(POLLERS), () => ({
      usdPerKafkaHour: picker.price(POLLERS.kafka),
      usdPerSqsHour: picker.price(POLLERS.sqs),
    })),
  };
  return Object.fromEntries(Object.entries(sections).filter(([, prices]) => prices !== undefined)) as Sections;
}

/** The fee's share of the EC2 price is in no list (AWS Lambda pricing page, 2026). */
const MANAGEMENT_FEE_RATIO = 0.15;

/** A row for each instance type holds the fee for an hour; the EC2 price is what the fee is 15 % of. */
function managedInstances(picker: Picker): Sections['managedInstances'] {
  const fees = picker.matching(/^Lambda-Managed-Instances-(.+)-Management-Hours$/);
  if (fees.length === 0) return undefined;
  const perHour = fees
    .filter(({ found }) => found.includes('.'))
    .map(({ row, found }): [string, Usd] => [
      found,
      usd(Number(((row.steps[0]?.usd ?? 0) / MANAGEMENT_FEE_RATIO).toFixed(10))),
    ]);
  const request = 'Lambda-Managed-Instances-Request';
  return {
    usdPerRequest: picker.price(picker.has(request) ? request : 'Request'),
    managementFeeRatio: MANAGEMENT_FEE_RATIO,
    ...(perHour.length === 0 ? {} : { usdPerInstanceHour: Object.fromEntries(perHour) }),
  };
}

const TENANT = /tenant-?isolat/i;
const tenant = (name: string, arm: boolean): Wanted => ({
  name,
  matches: (row) => (TENANT.test(row.usageType) || TENANT.test(row.group)) && /-ARM$/.test(row.usageType) === arm,
});

function tenantIsolation(picker: Picker): Sections['tenantIsolation'] {
  const [x86, arm] = [tenant('tenant isolation', false), tenant('tenant isolation on ARM', true)];
  return picker.section([x86, arm], () => ({
    x86_64: { usdPerEnvironmentGb: picker.price(x86) },
    ...(picker.has(arm) ? { arm64: { usdPerEnvironmentGb: picker.price(arm) } } : {}),
  }));
}
