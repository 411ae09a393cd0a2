import { z } from 'zod';
import { ARCHITECTURES } from '../../pricing/index.js';
import { CHECK_METRICS, INVOKE_WAYS } from '../../units/index.js';
import { allowedErrorsSchema, headerSchema, hooksSchema } from '../header.js';
import { zMegabytes, zMilliseconds, zRatio, zUsd } from '../quantities.js';

/** Raised when a reader of the old version would misread the new one. */
export const CHECK_RECORDING_SCHEMA_VERSION = 1;

const run = headerSchema.shape;

/** Where the code of one side came from, as the user knows it. Paths are relative to where Kelvin was started. */
export const checkSourceSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('git'),
    ref: z.string().describe('as it was named, or as it was found'),
    commit: z.string().describe('its full hash'),
    subject: z.string().optional().describe("first line of the commit's message"),
    isMergeBase: z.boolean().optional().describe('found as the merge base with the default branch'),
  }),
  z.object({
    kind: z.literal('working-tree'),
    commit: z.string().optional(),
    isDirty: z.boolean().optional().describe('files differ from the commit'),
  }),
  z.object({ kind: z.literal('folder'), path: z.string() }),
  z.object({ kind: z.literal('zip'), path: z.string() }),
  z.object({ kind: z.literal('function'), name: z.string(), qualifier: z.string().optional() }),
  z.object({
    kind: z.literal('recording'),
    path: z.string(),
    startedAt: z.string().describe('ISO 8601, UTC: when it was measured'),
    name: z.string().optional().describe('of what it is a recording'),
  }),
]);
export type CheckSource = z.infer<typeof checkSourceSchema>;

const side = z.object({
  source: checkSourceSchema,
  function: run.function,
});
export type CheckSide = z.infer<typeof side>;

const limitsSchema = z.object({
  metric: z.enum(CHECK_METRICS),
  relativeRatio: z.number().nonnegative().describe('a rise counts past this share'),
  absolute: z.number().nonnegative().describe('and past so much in the unit of the metric: ms, MB, USD or bytes'),
});

const asked = z
  .object({
    name: z.string(),
    description: z.string().optional(),
    memorySizesMB: z.array(zMegabytes),
    architecture: z.enum(ARCHITECTURES),
    payloads: z.array(z.object({ name: z.string(), weight: z.number().positive() })),
    invoke: z.enum(INVOKE_WAYS).optional().describe('synchronous without it'),
    warmPerEnvironment: z.number().int().nonnegative().describe('warm invocations after each cold start'),
    atATime: z.number().int().positive().describe('cold starts of one version at a time'),
    coldShareRatio: zRatio.describe('share of invocations that start cold, for the cost'),
    limits: z.array(limitsSchema).describe('of each metric that is looked at; one that is not here is not'),
    confidenceRatio: zRatio,
    maxColdStarts: z.number().int().positive().describe('on each side, at each memory size'),
    budgetUsd: zUsd.optional(),
    maxTimeMs: zMilliseconds.optional(),
    hooks: hooksSchema.optional(),
    allowedErrors: allowedErrorsSchema.optional(),
    isInconclusiveFine: z.boolean().describe('--inconclusive pass'),
  })
  .describe('what was asked; payload contents and environment values are never written');

export const checkHeaderSchema = z.object({
  type: z.literal('header'),
  schemaVersion: z.literal(CHECK_RECORDING_SCHEMA_VERSION),
  kind: z.literal('check').describe('tells it from the recording of a tuning'),
  tool: run.tool,
  startedAt: run.startedAt,
  seed: run.seed.describe('of the order within blocks and of payload choice'),
  check: asked,
  isSelf: z.boolean().describe('one function against itself'),
  base: side,
  head: side,
  target: run.target,
  prices: run.prices,
  host: run.host,
});
/** First line of the recording of a check. */
export type CheckHeader = z.infer<typeof checkHeaderSchema>;
export type CheckLimits = z.infer<typeof limitsSchema>;
