import { z } from 'zod';
import { ARCHITECTURES } from '../../pricing/index.js';
import { logHeaderSchema, readCountsSchema, zMegabytes, zMilliseconds, zRatio, zUsd } from '../../recording/index.js';
import { quantilesSchema, warningSchema } from '../result-schema.js';

/** `result.json` of a log, schemaVersion 1. Every interval is a 95 % confidence interval; where there is none, its ends
 * are null and a note says why. Sums (cost so far) are of all that was read and have none. */
export const LOGS_RESULT_SCHEMA_VERSION = 1;

const count = z.number().int().nonnegative();
const note = z.string().optional().describe('why the interval is missing');

const coldShare = z
  .object({
    n: count.describe('reports of known start'),
    cold: count,
    unknown: count.describe('reports cut at their end: they may have been either, and are left out of the share'),
    ratio: zRatio.nullable(),
    low: zRatio.nullable().describe('Wilson score interval; starts are taken as independent'),
    high: zRatio.nullable(),
    note,
  })
  .describe('share of invocations that started cold');
export type ColdShare = z.infer<typeof coldShare>;

const memoryUsed = z
  .object({
    n: z.number().int().positive(),
    maxMB: zMegabytes,
    maxShareRatio: z.number().describe('of the memory size'),
    p99MB: zMegabytes,
    p99LowMB: zMegabytes.nullable(),
    p99HighMB: zMegabytes.nullable(),
    note,
    finding: z
      .enum(['nearly-full', 'mostly-unused'])
      .nullable()
      .describe('nearly-full: above 90 % of the memory size at most; mostly-unused: below 40 %'),
  })
  .describe('Max Memory Used against Memory Size');
export type MemoryUsed = z.infer<typeof memoryUsed>;

const failure = z.object({
  kind: z.enum(['error', 'timed-out']),
  errorType: z.string(),
  count: z.number().int().positive(),
});
export type LoggedFailure = z.infer<typeof failure>;

const charge = z.object({
  name: z.string(),
  quantity: z.number(),
  unit: z.string(),
  unitPriceUsd: zUsd,
  usd: zUsd,
});

const perMonth = z
  .object({
    usd: zUsd,
    low: zUsd.nullable().describe('from the spread of the billed durations; the rate is taken as it was'),
    high: zUsd.nullable(),
    note,
  })
  .describe('cost of 730 hours at the rate of the log');
export type PerMonth = z.infer<typeof perMonth>;

const initCost = z
  .object({
    billedInvocations: count.describe('cold starts whose Billed Duration holds their INIT'),
    unbilledInvocations: count.describe('cold starts whose INIT was not billed'),
    billedMs: zMilliseconds.describe('Billed Duration beyond Duration'),
    usd: zUsd,
    shareRatio: z.number().nullable().describe('of the cost so far; null when nothing was billed'),
  })
  .describe('the part of the cost that is INIT, from the printed figures');

const cost = z
  .object({
    n: z.number().int().positive().describe('reports with a Billed Duration: all others are in no sum'),
    billedMs: zMilliseconds,
    gbSeconds: z.number(),
    charges: z.array(charge),
    usd: zUsd.describe('the sum of the charges'),
    init: initCost,
    perMonth: perMonth.nullable(),
    perMonthNote: z.string().optional().describe('why there is no monthly cost'),
  })
  .describe('what the logged invocations cost, on demand, at list price');
export type LogsCost = z.infer<typeof cost>;

const figures = {
  invocations: count,
  coldShare,
  warm: z.object({
    n: count,
    durationMs: quantilesSchema.nullable(),
    billedDurationMs: quantilesSchema.nullable(),
  }),
  cold: z.object({
    n: count,
    durationMs: quantilesSchema.nullable(),
    billedDurationMs: quantilesSchema.nullable(),
    initDurationMs: quantilesSchema.nullable(),
    restoreDurationMs: quantilesSchema.nullable(),
  }),
  failures: z.array(failure).describe('most frequent first'),
  failed: count.describe('invocations with an error other than a timeout'),
  timedOut: count,
  throttled: z.null().describe('not known: a throttled request leaves no line in the log'),
  cost: cost.nullable().describe('null when no report has a Billed Duration, as on Lambda Managed Instances'),
};

const group = z.object({
  functionName: z.string().nullable(),
  memorySizeMB: zMegabytes.nullable().describe('null when the report has none, as on Lambda Managed Instances'),
  architecture: z.enum(ARCHITECTURES),
  versions: z.array(z.string()).describe('that were seen, at most 50'),
  maxMemoryUsedMB: memoryUsed.nullable(),
  ...figures,
});
export type LogGroupFigures = z.infer<typeof group>;

const total = z.object(figures);
export type LogTotal = z.infer<typeof total>;

const inits = z
  .object({
    kind: z.enum(['init', 'restore']),
    functionName: z.string().nullable(),
    initializationType: z.string().nullable(),
    phase: z.string().nullable(),
    n: z.number().int().positive(),
    failed: count,
    durationMs: quantilesSchema.nullable(),
  })
  .describe('inits and restores that were reported on their own: SnapStart, provisioned concurrency, failures');
export type ReportedInits = z.infer<typeof inits>;

export const logsResultSchema = z.object({
  schemaVersion: z.literal(LOGS_RESULT_SCHEMA_VERSION),
  kind: z.literal('logs'),
  tool: logHeaderSchema.shape.tool,
  startedAt: logHeaderSchema.shape.startedAt,
  endReason: z.enum(['complete', 'interrupted', 'failed']).nullable().describe('null when the reading was killed'),
  endDetail: z.string().optional(),
  sources: logHeaderSchema.shape.sources,
  asked: logHeaderSchema.shape.asked,
  region: logHeaderSchema.shape.region,
  architecture: logHeaderSchema.shape.architecture,
  read: readCountsSchema.extend({
    unreadable: count.describe('lines that should be the platform’s and cannot be read: in no figure'),
    recordingLines: count.describe('lines of the recording that cannot be read'),
  }),
  span: z
    .object({ from: z.string(), to: z.string(), seconds: z.number(), n: count.describe('reports with a timestamp') })
    .nullable()
    .describe('from the first report to the last; null in a log without timestamps'),
  priceBook: z.object({ id: z.string(), region: z.string(), effectiveFrom: z.string(), source: z.string() }),
  total,
  groups: z.array(group).describe('by function and memory size, the dearest first'),
  inits: z.array(inits),
  billingRule: z
    .object({
      checked: count.describe('reports whose printed Billed Duration was held against the rule of their day'),
      differing: count,
      example: z
        .object({
          requestId: z.string().nullable(),
          durationMs: zMilliseconds,
          initDurationMs: zMilliseconds.optional(),
          billedDurationMs: zMilliseconds,
        })
        .optional(),
    })
    .describe('the printed figure is what counts; it is never recomputed'),
  warnings: z.array(warningSchema),
});
/** All that Kelvin concludes of a log. */
export type LogsResult = z.infer<typeof logsResultSchema>;
