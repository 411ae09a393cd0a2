import { z } from 'zod';
import type { Usd } from '../units/index.js';
import { isDay } from './day.js';

/** The brand exists for the compiler alone; this is where a file's number gets it. */
const inUsd = (schema: z.ZodNumber) => schema as unknown as z.ZodType<Usd, number>;
const zUsd = inUsd(z.number('a number of US dollars').nonnegative('0 or more US dollars').describe('US dollars'));

const upTo = z
  .number('a number, or null without end')
  .positive('a quantity above 0, or null without end')
  .nullable()
  .describe('where the step ends; null without end; a last step with an end means that what lies beyond has no price');

/** Steps in order, and none after one without end. */
const inOrder = <T>(end: (tier: T) => number | null) =>
  [
    (tiers: readonly T[]): boolean =>
      tiers.every((tier, index) => {
        const before = index === 0 ? 0 : end(tiers[index - 1] as T);
        return before !== null && (end(tier) ?? Number.POSITIVE_INFINITY) > before;
      }),
    'steps in rising order, and none after one without end',
  ] as const;

const durationTiers = z
  .array(z.strictObject({ upToGbSeconds: upTo, usdPerGbSecond: zUsd }))
  .min(1, 'at least one step')
  .refine(...inOrder((tier: { upToGbSeconds: number | null }) => tier.upToGbSeconds))
  .describe('by GB-seconds in a month');
const volumes = z.strictObject({
  tiers: z
    .array(z.strictObject({ upToGb: upTo, usdPerGb: zUsd }))
    .min(1, 'at least one step')
    .refine(...inOrder((tier: { upToGb: number | null }) => tier.upToGb))
    .describe('by GB in a month'),
});

/** arm64 is left out of books of days before 2021-09-29, its first. */
const byArchitecture = <T extends z.ZodType>(schema: T) => z.strictObject({ x86_64: schema, arm64: schema.optional() });

const bothArchitectures = z.strictObject({ x86_64: zUsd, arm64: zUsd });
const savingsPlan = z.strictObject({
  x86_64: zUsd,
  arm64: zUsd,
  provisionedConfigured: bothArchitectures.optional(),
  provisionedDuration: bothArchitectures.optional(),
});

/** A price book as it stands in a file. */
export const priceBookSchema = z.strictObject({
  schemaVersion: z.literal(1, '1'),
  id: z.string('a name, such as acme-2026').min(1, 'a name, such as acme-2026'),
  region: z.string('an AWS region, such as eu-central-1').min(1, 'an AWS region, such as eu-central-1'),
  effectiveFrom: z
    .string('a day, such as 2026-09-01')
    .refine(isDay, 'a day, such as 2026-09-01')
    .describe('first day that the prices hold for, YYYY-MM-DD'),
  source: z.string('where the prices are from, in words').min(1, 'where the prices are from, in words'),
  notes: z.array(z.string()).optional().describe('what is derived or not verified, and other sources'),
  currency: z.literal('USD', '"USD": a bill in another currency is not supported'),
  onDemand: byArchitecture(
    z.strictObject({
      durationTiers,
      usdPerRequest: zUsd,
      usdPerEphemeralGbSecond: zUsd.describe('/tmp above 512 MB, for billed duration'),
    }),
  ),
  provisionedConcurrency: byArchitecture(
    z.strictObject({ usdPerConfiguredGbSecond: zUsd, usdPerDurationGbSecond: zUsd }),
  ).optional(),
  snapStart: z.strictObject({ usdPerCachedGbSecond: zUsd, usdPerRestoredGb: zUsd }).optional(),
  responseStreaming: z.strictObject({ usdPerGb: zUsd }).optional(),
  edge: z.strictObject({ usdPerRequest: zUsd, usdPerGbSecond: zUsd }).optional(),
  managedInstances: z
    .strictObject({
      usdPerRequest: zUsd,
      managementFeeRatio: z
        .number('a share between 0 and 1')
        .min(0, 'a share between 0 and 1')
        .max(1, 'a share between 0 and 1')
        .describe('share of the EC2 on-demand price that is charged on top'),
      usdPerInstanceHour: z.record(z.string(), zUsd).optional().describe('EC2 on demand, by instance type'),
    })
    .optional(),
  durableFunctions: z
    .strictObject({ usdPerOperation: zUsd, usdPerWrittenGb: zUsd, usdPerStoredGbMonth: zUsd })
    .optional(),
  tenantIsolation: byArchitecture(z.strictObject({ usdPerEnvironmentGb: zUsd })).optional(),
  eventPollerUnits: z.strictObject({ usdPerKafkaHour: zUsd, usdPerSqsHour: zUsd }).optional(),
  logsIngestion: volumes.optional(),
  dataTransferOut: volumes.optional(),
  savingsPlans: z.strictObject({ noUpfront: savingsPlan, allUpfront: savingsPlan }).optional(),
});

/** What a file holds; `asPriceBook` makes a book of it. */
export type PriceBookFile = z.infer<typeof priceBookSchema>;
