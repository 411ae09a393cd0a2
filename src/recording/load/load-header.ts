import { z } from 'zod';
import { ARCHITECTURES } from '../../pricing/index.js';
import { allowedErrorsSchema, headerSchema, hooksSchema, keptOfEachVersion } from '../header.js';
import { zMegabytes, zMilliseconds } from '../quantities.js';

/** Raised when a reader of the old version would misread the new one. */
export const LOAD_RECORDING_SCHEMA_VERSION = 1;

const perSecond = z.number().nonnegative().describe('requests a second');

/** As `Phase` of a scenario, but for a trace, whose arrivals stand in the requests themselves. */
export const phaseSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('constant'), name: z.string(), requestsPerSecond: perSecond, forMs: zMilliseconds }),
  z.object({ kind: z.literal('poisson'), name: z.string(), requestsPerSecond: perSecond, forMs: zMilliseconds }),
  z.object({
    kind: z.literal('ramp'),
    name: z.string(),
    fromPerSecond: perSecond,
    toPerSecond: perSecond,
    forMs: zMilliseconds,
  }),
  z.object({ kind: z.literal('burst'), name: z.string(), requests: z.number().int().positive() }),
  z.object({ kind: z.literal('pause'), name: z.string(), forMs: zMilliseconds }),
  z.object({ kind: z.literal('trace'), name: z.string(), requests: z.number().int(), forMs: zMilliseconds }),
  z.object({
    kind: z.literal('closed'),
    name: z.string(),
    concurrency: z.number().int().positive(),
    forMs: zMilliseconds,
  }),
]);
export type RecordedPhase = z.infer<typeof phaseSchema>;

const run = headerSchema.shape;

const asked = z
  .object({
    name: z.string(),
    description: z.string().optional(),
    memorySizesMB: z.array(zMegabytes).describe('empty where the memory size is not ours to set, such as at a URL'),
    architectures: z.array(z.enum(ARCHITECTURES)),
    phases: z.array(phaseSchema),
    via: z.object({
      kind: z.enum(['invoke', 'invoke-stream', 'function-url', 'url']),
      origin: z.string().optional().describe('scheme, host and port of a URL; nothing more of it is written'),
    }),
    payloads: z.array(z.object({ function: z.string().optional(), name: z.string(), weight: z.number().positive() })),
    timeoutMs: zMilliseconds,
    retries: z.number().int().nonnegative(),
    thresholds: z.array(
      z.object({ metric: z.string(), text: z.string(), comparison: z.enum(['<', '<=']), limit: z.number() }),
    ),
    strategy: run.scenario.shape.strategy,
    provisionedConcurrency: keptOfEachVersion,
    hooks: hooksSchema.optional(),
    allowedErrors: allowedErrorsSchema.optional(),
    limits: z.object({
      maxRequests: z.number().int().optional(),
      budgetUsd: z.number().optional(),
      forMs: zMilliseconds.optional(),
      maxOpen: z.number().int().describe('requests open at once; what is due beyond them is dropped and counted'),
    }),
  })
  .describe('what was asked; payload contents, headers and environment values are never written');

export const loadHeaderSchema = z.object({
  type: z.literal('header'),
  schemaVersion: z.literal(LOAD_RECORDING_SCHEMA_VERSION),
  kind: z.literal('load').describe('tells it from the recording of a tuning'),
  tool: run.tool,
  startedAt: run.startedAt,
  seed: run.seed.describe('of arrivals, of the order of memory sizes and of payload choice'),
  load: asked,
  functions: z
    .array(run.function.extend({ weight: z.number().positive().describe('its share of the mix') }))
    .describe('one, or all of a mix; none at a URL of which nothing is known'),
  target: run.target,
  prices: run.prices,
  host: run.host,
});

/** First line of the recording of a load: what was asked, of which functions, where. */
export type LoadHeader = z.infer<typeof loadHeaderSchema>;
