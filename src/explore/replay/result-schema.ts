import { z } from 'zod';
import { ARCHITECTURES } from '../../pricing/index.js';
import { zMegabytes, zMilliseconds, zRatio, zUsd } from '../../recording/index.js';

export const REPLAY_RESULT_SCHEMA_VERSION = 1;

const count = z.number().int().nonnegative();
const candidate = z.object({ memorySizeMB: zMegabytes, architecture: z.enum(ARCHITECTURES) });

const figure = z.object({
  n: count.describe('runs'),
  value: z.number(),
  low: z.number().nullable().describe('ends of the 95 % interval; null where there is none'),
  high: z.number().nullable(),
  note: z.string().optional().describe('why there is no interval'),
});

const summary = z.object({
  policy: z.string(),
  curves: count,
  runs: count,
  nothingChosen: count.describe('runs in which it chose nothing, though some size was right; in no figure of regret'),
  regretRatio: z
    .object({ mean: figure, p90: figure, worst: z.number().nonnegative() })
    .nullable()
    .describe('how much worse than the best size the chosen one is, by what the strategy wants; 0.02 is 2 %'),
  invocations: figure.describe('mean over runs'),
  costOptimal: figure.describe('mean cost of exploring, in invocations of the best size'),
  bound: z
    .object({ coverageRatio: figure.describe('share of runs whose regret is at most their bound'), mean: z.number() })
    .nullable()
    .describe('of the regret bound that the policy claims; null where it claims none'),
});

const move = candidate.extend({
  count: count.describe('warm invocations of the visit'),
  meanMs: zMilliseconds,
  why: z.string(),
});

const run = z.object({
  policy: z.string(),
  curve: z.string(),
  repetition: count,
  chosen: candidate.nullable(),
  best: candidate,
  regretRatio: z.number().nonnegative().nullable(),
  boundRatio: z.number().nonnegative().nullable(),
  why: z.string().describe('why it ended'),
  invocations: count,
  costUsd: zUsd,
  costOptimal: z.number().nonnegative(),
  moves: z.array(move),
});

/** What `kelvin tune --replay` finds. */
export const replayResultSchema = z.object({
  schemaVersion: z.literal(REPLAY_RESULT_SCHEMA_VERSION),
  file: z.string(),
  strategy: z.string(),
  coldShareRatio: zRatio,
  goal: z.object({
    regretRatio: zRatio,
    confidenceRatio: zRatio,
    budgetUsd: zUsd.optional(),
    maxInvocations: count.optional(),
  }),
  noiseRatio: zRatio.nullable().describe('coefficient of variation of single invocations about a mean; null: recorded'),
  repetitions: count,
  seed: count,
  prices: z.object({ id: z.string(), region: z.string(), effectiveFrom: z.string() }),
  curves: count.describe('that were replayed'),
  leftOut: z.object({
    tooFewSizes: count.describe('curves with fewer than four sizes'),
    noColdStarts: count.describe('curves without cold starts beside the warm ones, where those count'),
    oneArchitecture: count.describe('curves of one architecture, where both are candidates'),
    noneMeetsLimit: count.describe('curves of which no size meets the limit, or the best month is free'),
    emptyRows: count.describe('lines without a duration'),
  }),
  policies: z.array(summary),
  runs: z.array(run),
});
export type ReplayResult = z.infer<typeof replayResultSchema>;
