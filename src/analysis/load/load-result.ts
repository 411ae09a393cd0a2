import { z } from 'zod';
import { ARCHITECTURES } from '../../pricing/index.js';
import { callsSchema, loadHeaderSchema, zMegabytes, zMilliseconds, zRatio, zUsd } from '../../recording/index.js';
import { allowedErrorsSchema } from '../allowed-errors.js';
import { reportedInitsSchema } from '../reported-inits-schema.js';
import { warningSchema } from '../result-schema.js';

/**
 * `result.json` of a load, schemaVersion 1. Every interval is a 95 % confidence interval; where one cannot be given, its
 * ends are null and a note says why.
 */
export const LOAD_RESULT_SCHEMA_VERSION = 1;

const count = z.number().int().nonnegative();

const figure = {
  low: zMilliseconds.nullable().describe('95 % interval, from order statistics of blocks of time'),
  high: zMilliseconds.nullable(),
  atLeast: z.boolean().describe('true where requests without an answer decide it: it is at least the value'),
  note: z.string().optional().describe('why the value or its interval is missing'),
};
const percentile = z.object({ value: zMilliseconds.nullable(), ...figure });
export type Percentile = z.infer<typeof percentile>;

const distribution = z
  .object({ n: count, p50: percentile, p90: percentile, p99: percentile, p999: percentile })
  .describe(
    'in milliseconds; over every request that was answered well or waited for in vain, this as at least so long (Kaplan-Meier); other failures are counted, not timed',
  );
export type Distribution = z.infer<typeof distribution>;

const share = z.object({ n: count, count, ratio: zRatio, low: zRatio.nullable(), high: zRatio.nullable() });
export type ShareFigure = z.infer<typeof share>;

const usd = z.object({
  n: count.describe('invocations with a report that the figure stands on'),
  value: zUsd.nullable(),
  low: zUsd.nullable(),
  high: zUsd.nullable(),
  note: z.string().optional(),
});
export type UsdFigure = z.infer<typeof usd>;

const counts = z
  .object({
    due: count.describe('arrivals = sent + dropped'),
    sent: count.describe('= answered + failed + open'),
    answered: count,
    failed: count,
    open: count.describe('without an answer when the run ended; those given up at the timeout are failed'),
    dropped: count,
    retried: count.describe('sent more than once'),
  })
  .describe('every request that was due, once');
export type RequestCounts = z.infer<typeof counts>;

/** What is known of the requests of one memory size, of one phase of it, or of one function of it. */
const figures = z.object({
  seconds: z.number().nonnegative().describe('that it lasted'),
  intendedPerSecond: z.number().nonnegative(),
  achievedPerSecond: z.number().nonnegative().describe('requests answered well, a second'),
  counts,
  failures: z.array(z.object({ kind: z.string(), errorType: z.string().optional(), count })),
  allowedErrors: allowedErrorsSchema.optional(),
  latencyMs: distribution.nullable().describe('from when it was due; null with latencyWithheld'),
  latencyWithheld: z.string().optional().describe('why there is no claim about latency'),
  durationMs: distribution.nullable().describe("AWS's Duration; null without reports"),
  outsideMs: distribution
    .nullable()
    .describe('from sending to the answer less Duration and Init Duration: the share of network, queue and platform'),
  latenessMs: distribution.nullable().describe('how long after it was due a request was sent'),
  coldStarts: share.nullable().describe('of invocations with a report'),
  initDurationMs: distribution.nullable(),
  throttles: share,
  errors: share.describe('failed in any way, throttles and timeouts included'),
  maxMemoryUsedMB: zMegabytes.nullable(),
  reports: z.object({ expected: count, found: count }),
  disturbed: count.describe('emulator: whose host was disturbed; they stay in the figures of a load'),
  peakOpen: count.describe('requests open at once'),
  meanOpen: z.number().describe('requests open on average over the time'),
  meanOpenLow: z.number().nullable().optional().describe('95 % interval, by blocks of time'),
  meanOpenHigh: z.number().nullable().optional(),
  littlesLaw: z
    .object({
      arrivalsPerSecond: z.number(),
      meanStayMs: zMilliseconds.describe('from when it was sent'),
      expectedOpen: z
        .number()
        .describe('what arrives a second times how long it stays: meanOpen, where nothing piles up'),
    })
    .optional(),
  environments: z.object({
    peak: count.nullable(),
    source: z.enum(['log-streams', 'cold-starts', 'unknown']).describe('how execution environments were told apart'),
  }),
  cost: z
    .object({
      load: usd.describe('of this load'),
      perHour: usd.describe('of an hour at this rate'),
      perMillion: usd.describe('of a million such requests'),
      keptPerHourUsd: zUsd
        .optional()
        .describe('of the provisioned concurrency that is kept, in proportion in each of the three'),
    })
    .nullable(),
});
export type LoadFigures = z.infer<typeof figures>;

const second = z.object({
  atS: z.number().describe('seconds since the arm began; beginning of the interval'),
  seconds: z.number().positive().describe('its length: 1, or more for a long load'),
  due: count,
  sent: count,
  answered: count,
  failed: count,
  throttled: count,
  dropped: count,
  cold: count,
  open: count.describe('at its end'),
  environments: count.nullable().describe('that have answered so far and not been idle for long'),
  p50Ms: zMilliseconds.nullable().describe('latency of the requests due in it'),
  p99Ms: zMilliseconds.nullable(),
  usd: zUsd.nullable(),
});
export type LoadSecond = z.infer<typeof second>;

const point = z.object({ atS: z.number(), latencyMs: zMilliseconds, cold: z.boolean(), atLeast: z.boolean() });
/** One request, for a chart: all cold starts and slow ones up to a limit, and a sample of the others. */
export type LoadPoint = z.infer<typeof point>;

const saturation = z.object({
  verdict: z.enum(['saturated', 'not-reached', 'unknown']),
  atPerSecond: z.number().nullable().describe('the lowest rate that it could not keep up with, or the best it reached'),
  cause: z.string().describe('one sentence: throttles, latency that grows, or answers that fall behind'),
});
export type Saturation = z.infer<typeof saturation>;

export const loadArmSchema = z.object({
  arm: count,
  memorySizeMB: zMegabytes.nullable(),
  architecture: z.enum(ARCHITECTURES).nullable(),
  status: z.enum(['complete', 'cut-short', 'generator-limited', 'failed']),
  statusNote: z.string().optional(),
  total: figures,
  phases: z.array(
    z.object({
      index: count,
      name: z.string(),
      kind: z.string().optional().describe('constant, poisson, ramp, burst, pause, trace or closed'),
      figures,
    }),
  ),
  functions: z.array(z.object({ name: z.string(), figures })).describe('of a mix; empty with one function'),
  series: z.array(second),
  curve: z
    .array(z.object({ ratio: zRatio, latencyMs: zMilliseconds, atLeast: z.boolean() }))
    .describe('percentile curve'),
  points: z.array(point),
  saturation,
  reportedInits: z.array(reportedInitsSchema.extend({ functionName: z.string() })).optional(),
});
export type LoadArm = z.infer<typeof loadArmSchema>;

const verdict = z.object({
  text: z.string().describe('as the scenario writes it, such as p99Latency: <300ms'),
  metric: z.string(),
  memorySizeMB: zMegabytes.nullable(),
  architecture: z.enum(ARCHITECTURES).nullable(),
  verdict: z.enum(['met', 'missed', 'undecided']).describe('undecided: no figure, or no claim can be made'),
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  n: count,
  note: z.string().optional(),
});
export type ThresholdVerdict = z.infer<typeof verdict>;

export const loadResultSchema = z.object({
  schemaVersion: z.literal(LOAD_RESULT_SCHEMA_VERSION),
  kind: z.literal('load'),
  tool: loadHeaderSchema.shape.tool,
  startedAt: loadHeaderSchema.shape.startedAt,
  endReason: z.enum(['complete', 'stopped', 'interrupted', 'failed']).nullable(),
  endDetail: z.string().optional(),
  unreadableLines: count,
  load: loadHeaderSchema.shape.load,
  functions: loadHeaderSchema.shape.functions,
  target: loadHeaderSchema.shape.target,
  host: loadHeaderSchema.shape.host,
  priceBook: z.object({ id: z.string(), region: z.string(), effectiveFrom: z.string(), source: z.string() }).nullable(),
  arms: z.array(loadArmSchema),
  thresholds: z.array(verdict),
  choice: z
    .object({
      memorySizeMB: zMegabytes,
      architecture: z.enum(ARCHITECTURES),
      tied: z.array(z.object({ memorySizeMB: zMegabytes, architecture: z.enum(ARCHITECTURES) })),
      strategy: z.string(),
      reason: z.string().describe('one sentence for a pull request'),
    })
    .nullable()
    .describe('the memory size that the strategy picks under this load; null with fewer than two, or none that may be'),
  spent: z.object({
    requests: count,
    billedGbSeconds: z.number(),
    unbilled: count.optional(),
    usd: zUsd,
    provisionedUsd: zUsd.optional().describe('of it what keeping the provisioned concurrency of the run took'),
  }),
  calls: callsSchema.optional(),
  warnings: z.array(warningSchema),
});
export type LoadResult = z.infer<typeof loadResultSchema>;
