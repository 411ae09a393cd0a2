import { z } from 'zod';
import { ARCHITECTURES, priceBookSchema } from '../pricing/index.js';
import { INVOKE_WAYS } from '../units/index.js';
import { zMegabytes, zMilliseconds, zRatio, zUsd } from './quantities.js';
import { simulatedSchema } from './simulated.js';

/** Raised when a reader of the old version would misread the new one. */
export const RECORDING_SCHEMA_VERSION = 1;

const strategy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cheapest') }),
  z.object({ kind: z.literal('fastest') }),
  z.object({ kind: z.literal('balanced') }),
  z.object({ kind: z.literal('within'), costRatio: zRatio }),
  z.object({
    kind: z.literal('max-duration'),
    percentile: z.enum(['p50', 'p90', 'p95', 'p99']),
    limitMs: zMilliseconds,
    of: z.enum(['warm', 'all']).optional().describe('warm without it'),
  }),
  z.object({ kind: z.literal('monthly'), requestsPerMonth: z.number().positive() }),
]);

const exploration = z
  .object({
    rangeMB: z
      .object({ low: zMegabytes, high: zMegabytes })
      .optional()
      .describe('every memory size between is a candidate; without it those of memorySizesMB are'),
    regretRatio: zRatio,
    confidenceRatio: zRatio,
    budgetUsd: zUsd.optional(),
    maxInvocations: z.number().int().positive().optional(),
    maxTimeMs: zMilliseconds.optional(),
  })
  .describe('what is to be found out, and what may be spent on it, where Kelvin chose itself what to measure');

const hookKind = z.enum(['command', 'function']).optional();
export const hooksSchema = z
  .object({
    before: hookKind,
    after: hookKind,
    each: z.enum(['invocation', 'visit', 'load']),
    payloadFromBefore: z.literal(true).optional(),
  })
  .describe('that something was run before and after, unmeasured; never what');
export const keptOfEachVersion = z
  .number()
  .int()
  .positive()
  .optional()
  .describe('provisioned concurrency that each version of the run was given; none without it');
export const allowedErrorsSchema = z.array(z.string()).describe('error types that count as answers');

const scenario = z
  .object({
    name: z.string(),
    description: z.string().optional(),
    memorySizesMB: z.array(zMegabytes).describe('where a range was explored its ends, and the size the function has'),
    architectures: z.array(z.enum(ARCHITECTURES)),
    payloads: z.array(z.object({ name: z.string(), weight: z.number().positive() })),
    invocations: z
      .object({ cold: z.number().int(), warm: z.number().int() })
      .describe('asked for at each memory size, unless it explores'),
    exploration: exploration.optional(),
    concurrency: z.number().int().positive(),
    invoke: z.enum(INVOKE_WAYS).optional().describe('synchronous without it'),
    coldShareRatio: zRatio.describe('share of invocations that start cold, for the cost'),
    strategy,
    provisionedConcurrency: keptOfEachVersion,
    hooks: hooksSchema.optional(),
    allowedErrors: allowedErrorsSchema.optional(),
  })
  .describe('what was asked; payload contents and environment values are never written');

const copied = z
  .object({ differing: z.array(z.string()).describe('fields in which what was named is not what $LATEST is') })
  .describe('measured on a copy that was made for the run: because that was asked for, or for what differs');
/** That a copy of a function was measured, and why. */
export type Copied = z.infer<typeof copied>;

const lambdaFunction = z
  .object({
    name: z.string(),
    qualifier: z.string().optional(),
    twin: z
      .object({ name: z.string(), architecture: z.enum(ARCHITECTURES), copied: copied.optional() })
      .optional()
      .describe('the same function on the other architecture, where both were measured'),
    runtime: z.string().optional(),
    runtimeUsed: z.string().optional().describe('the interpreter that really ran, where it is not the one asked for'),
    runtimeVersion: z
      .string()
      .optional()
      .describe("the exact one: the emulator's interpreter, or the id of AWS's runtime version"),
    handler: z.string().optional(),
    packageType: z.enum(['Zip', 'Image']),
    snapStart: z
      .enum(['free', 'charged'])
      .optional()
      .describe('its published versions start from a snapshot; charged for but of managed Java runtimes'),
    provisionedConcurrency: z
      .number()
      .int()
      .positive()
      .optional()
      .describe('of the version or alias that was measured as it is'),
    asItIs: z.literal(true).optional().describe('it was measured as it is: nothing was published for the run'),
    onLatest: z
      .literal(true)
      .optional()
      .describe(
        '$LATEST itself was set to each size, measured, and put back after each visit: no version was published',
      ),
    provisionedConcurrencyUnknown: z
      .literal(true)
      .optional()
      .describe('whether the version or alias that was measured as it is has any was not allowed to be asked'),
    managedInstances: z
      .literal(true)
      .optional()
      .describe('it runs on Managed Instances, whose reports are of Duration alone'),
    copied: copied.optional(),
    codeSha256: z.string().optional(),
    codeSizeBytes: z.number().optional(),
    timeoutMs: zMilliseconds,
    currentMemorySizeMB: zMegabytes
      .nullable()
      .describe('configured before the run; null when the function was made for it'),
    ephemeralStorageMB: zMegabytes,
    environmentNames: z.array(z.string()).describe('names only'),
  })
  .describe('the function as it was when the run began');

const passedOver = z
  .array(z.object({ backend: z.string(), reason: z.string(), hint: z.string() }))
  .describe('better ones that the host does not allow');

export const enforcement = z.discriminatedUnion('enforced', [
  z.object({
    enforced: z.literal(true),
    backend: z.string(),
    caveat: z.string().optional().describe('what it does less well than cgroups'),
    passedOver: passedOver.optional(),
  }),
  z.object({ enforced: z.literal(false), reason: z.string(), hint: z.string() }),
]);

const target = z
  .object({
    kind: z.enum(['emulator', 'aws', 'endpoint']),
    region: z.string(),
    endpoint: z.string().optional(),
    cpu: enforcement.optional().describe('emulator only'),
    memory: enforcement.optional().describe('emulator only'),
    network: z.enum(['host', 'off']).optional().describe('emulator only: what functions reach'),
    largestFullShareMB: zMegabytes.optional().describe('emulator only: above this the host has too few cores'),
    simulated: simulatedSchema.optional(),
  })
  .describe('where it ran');

const host = z
  .object({
    os: z.string(),
    kernel: z.string(),
    cpuModel: z.string(),
    cores: z.number().int(),
    totalMemoryMB: zMegabytes,
    node: z.string(),
  })
  .describe('the machine that ran Kelvin, and on the emulator the functions too');

export const pricesSchema = z
  .object({
    bookId: z.string(),
    ownBook: priceBookSchema.optional().describe('the whole book that was given with --prices'),
  })
  .describe('the price book in force when the run began');

export const headerSchema = z.object({
  type: z.literal('header'),
  schemaVersion: z.literal(RECORDING_SCHEMA_VERSION),
  tool: z.object({ name: z.literal('kelvin'), version: z.string() }),
  startedAt: z.string().describe('ISO 8601, UTC'),
  seed: z.number().int().describe('of block order and payload choice'),
  scenario,
  function: lambdaFunction,
  target,
  prices: pricesSchema.optional(),
  host,
});

/** First line of a recording: what was asked, of which function, where. */
export type Header = z.infer<typeof headerSchema>;

/** How many environments were kept initialised of what was measured, by the run's own asking or as it was found. */
export const provisionedConcurrencyOf = ({ scenario, function: fn }: Pick<Header, 'scenario' | 'function'>) =>
  scenario.provisionedConcurrency ?? fn.provisionedConcurrency;
