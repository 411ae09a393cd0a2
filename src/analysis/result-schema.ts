import { z } from 'zod';
import { decisionSchema } from '../curve/index.js';
import { ARCHITECTURES } from '../pricing/index.js';
import { callsSchema, endSchema, headerSchema, zMegabytes, zMilliseconds, zUsd } from '../recording/index.js';
import { allowedErrorsSchema } from './allowed-errors.js';
import { bound, quantilesSchema } from './quantiles-schema.js';
import { reportedInitsSchema } from './reported-inits-schema.js';

/**
 * `result.json`, schemaVersion 1: what Kelvin concludes of a recording. Every interval is a 95 % confidence interval;
 * where one cannot be given, its ends are null and a note says why.
 */
export const RESULT_SCHEMA_VERSION = 1;

export { type Quantiles, quantilesSchema } from './quantiles-schema.js';

const starts = z.object({
  n: z.number().int().nonnegative().describe('that the figures are taken over'),
  disturbed: z
    .number()
    .int()
    .nonnegative()
    .describe('left out of the figures, because the host disturbed them: emulator only'),
  durationMs: quantilesSchema.nullable(),
  billedDurationMs: quantilesSchema.nullable(),
  initDurationMs: quantilesSchema.nullable().describe('with SnapStart Restore Duration; null for warm starts'),
  firstByteMs: quantilesSchema
    .optional()
    .describe('what the client saw of streamed answers: when the first piece was there'),
  restoreDurationMs: quantilesSchema.optional().describe('of SnapStart'),
  billedRestoreDurationMs: quantilesSchema.optional().describe('the part of it that is billed'),
});
export type Starts = z.infer<typeof starts>;

const cost = z
  .object({
    n: z.number().int().positive().describe('invocations that the mean is taken over'),
    mean: zUsd,
    low: zUsd.nullable().describe('95 % interval of the mean, bias-corrected and accelerated bootstrap'),
    high: zUsd.nullable(),
    note: z.string().optional(),
  })
  .describe('cost of a million invocations at the scenario’s cold share: duration, requests, ephemeral storage');
export type Cost = z.infer<typeof cost>;

const month = cost
  .describe('cost of a month of so many requests as the strategy says, free tier and tiers included')
  .nullable();

const atLimit = z
  .object({
    percentile: z.enum(['p50', 'p90', 'p95', 'p99']),
    limitMs: zMilliseconds,
    n: z.number().int().positive().describe('warm and cold starts that it is taken over'),
    value: zMilliseconds,
    low: bound.describe('95 % interval, exact bounds of both kinds of starts combined'),
    high: bound,
    note: z.string().optional().describe('why an end is missing'),
  })
  .describe(
    'Duration at the percentile of the strategy’s limit, of warm starts and, by the cold share, cold ones with their Init Duration',
  );
export type AtLimit = z.infer<typeof atLimit>;

const failure = z.object({
  kind: z.enum(['function-error', 'timed-out', 'throttled', 'unreachable', 'hook-failed', 'unreadable']),
  errorType: z.string().optional(),
  message: z.string().describe('of the first one'),
  count: z.number().int().positive(),
});
export type Failure = z.infer<typeof failure>;

export const sizeSchema = z.object({
  memorySizeMB: zMegabytes,
  architecture: z.enum(ARCHITECTURES),
  status: z
    .enum(['measured', 'failed', 'disturbed', 'unmeasured'])
    .describe(
      'failed: at least one invocation in ten failed; disturbed: the host disturbed more than three in four; both are left out of the recommendation',
    ),
  attempts: z.number().int().nonnegative().describe('invocations tried, failed ones included'),
  capped: z.boolean().describe('emulator: the host has fewer cores than this size is due'),
  cold: starts,
  warm: starts,
  maxMemoryUsedMB: zMegabytes.nullable().describe('the largest of all reports'),
  costPerMillionUsd: cost.nullable(),
  costPerMonthUsd: month.optional().describe('where the strategy is a month of requests'),
  allStarts: atLimit.nullable().optional().describe('where the strategy has a limit for all starts'),
  failures: z.array(failure),
  allowedErrors: allowedErrorsSchema.optional(),
  reportedInits: reportedInitsSchema.optional(),
  simulated: z
    .object({
      n: z.number().int().positive().describe('invocations that hold some'),
      durationMs: zMilliseconds.describe('in Duration'),
      initDurationMs: zMilliseconds.describe('in Init Duration, of cold starts'),
      coldStartMs: zMilliseconds.describe('before INIT, of cold starts: in the latency alone'),
      networkMs: zMilliseconds.describe('in the latency alone'),
    })
    .optional()
    .describe('how much of it the emulator simulated, in the mean'),
});
export type SizeResult = z.infer<typeof sizeSchema>;

const change = z.object({
  currentMemorySizeMB: zMegabytes,
  currentArchitecture: z.enum(ARCHITECTURES).optional().describe('where it is not the recommended one'),
  costPercent: z.number().describe('change of cost, negative is cheaper'),
  costPercentLow: z.number().nullable(),
  costPercentHigh: z.number().nullable(),
  durationPercent: z.number().describe('change of warm duration, negative is faster'),
  durationPercentLow: z.number().nullable(),
  durationPercentHigh: z.number().nullable(),
  durationOf: z
    .enum(['median', 'mean'])
    .optional()
    .describe('which figure of the warm durations it is of; the median without it'),
  note: z.string().optional().describe('why an interval is missing, or what the figures rest on'),
});

export const recommendationSchema = z.object({
  memorySizeMB: zMegabytes,
  architecture: z.enum(ARCHITECTURES),
  tiedMemorySizesMB: z
    .array(zMegabytes)
    .describe(
      'memory sizes that cannot be told apart by the strategy, the recommended one first; tied says on which architecture',
    ),
  tied: z
    .array(z.object({ memorySizeMB: zMegabytes, architecture: z.enum(ARCHITECTURES) }))
    .describe('the same one by one with their architectures: a memory size may be tied on both'),
  strategy: z.string(),
  reason: z.string().describe('one sentence for a pull request'),
  versusCurrent: change.nullable().describe('null when the current size was not measured or is not known'),
});
export type Recommendation = z.infer<typeof recommendationSchema>;

export const warningSchema = z.object({ code: z.string(), message: z.string(), hint: z.string() });
/** Weak evidence or an odd thing seen: what it is, and the next step. */
export type Warning = z.infer<typeof warningSchema>;

const onProvisionedSchema = z
  .object({
    concurrency: z.number().int().nonnegative().describe('environments that were kept initialised of each version'),
    isOfTheRun: z
      .boolean()
      .describe('the run asked for it, for its own versions; else it was measured as it was found'),
    initDurationMs: quantilesSchema
      .nullable()
      .describe(
        'of INIT that ran before an invocation, from the first report of each environment; null: none was seen',
      ),
    firstDurationMs: quantilesSchema
      .nullable()
      .describe(
        'Duration of the first invocations of environments, with which visits began: in no figure of warm ones',
      ),
    spilledOver: z
      .number()
      .int()
      .nonnegative()
      .describe('found no provisioned environment free, and started cold on demand'),
    completed: z.number().int().nonnegative(),
    failed: z
      .array(z.object({ memorySizeMB: zMegabytes, reason: z.string() }))
      .describe('versions of which AWS could not make it, and why'),
    keptMonth: z
      .object({ memorySizeMB: zMegabytes, usd: zUsd })
      .nullable()
      .describe('what it costs to keep it for 730 hours at that size, invoked or not; null where no price is known'),
  })
  .describe('provisioned concurrency that was measured on');
export type OnProvisioned = z.infer<typeof onProvisionedSchema>;

export const resultSchema = z.object({
  schemaVersion: z.literal(RESULT_SCHEMA_VERSION),
  tool: headerSchema.shape.tool,
  startedAt: headerSchema.shape.startedAt,
  endReason: endSchema.shape.reason.nullable().describe('null when the run was killed or still goes on'),
  endDetail: z.string().optional().describe('what went wrong, or kept it from a decision'),
  unreadable: z
    .object({ recordingLines: z.number().int().nonnegative(), reports: z.number().int().nonnegative() })
    .describe('lines of the recording, and reports of invocations, that could not be read and are in no figure'),
  scenario: headerSchema.shape.scenario,
  function: headerSchema.shape.function,
  target: headerSchema.shape.target,
  host: headerSchema.shape.host,
  priceBook: z.object({ id: z.string(), region: z.string(), effectiveFrom: z.string(), source: z.string() }),
  sizes: z.array(sizeSchema),
  recommendation: recommendationSchema.nullable(),
  exploration: decisionSchema.optional().describe('where Kelvin chose itself what to measure'),
  provisionedConcurrency: onProvisionedSchema.optional(),
  spent: z.object({
    invocations: z.number().int(),
    billedGbSeconds: z.number(),
    unbilled: z
      .number()
      .int()
      .optional()
      .describe('invocations of which no Billed Duration is known: of them the two figures hold the request alone'),
    usd: zUsd.describe('at list price; on the emulator what it would have cost on AWS'),
    provisionedUsd: zUsd
      .optional()
      .describe('of it what keeping the provisioned concurrency of the run took, INIT included'),
    elapsedMs: zMilliseconds
      .optional()
      .describe(
        'how long it explored, pauses left out where the recording knows them; of runs that explore alone, which may have a limit',
      ),
  }),
  calls: callsSchema.optional(),
  warnings: z.array(warningSchema),
});
export type Result = z.infer<typeof resultSchema>;
