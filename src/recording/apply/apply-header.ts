import { z } from 'zod';
import { headerSchema } from '../header.js';
import { zMegabytes, zMilliseconds, zRatio, zUsd } from '../quantities.js';

/** Raised when a reader of the old version would misread the new one. */
export const APPLY_RECORDING_SCHEMA_VERSION = 1;

const percent = z.number().describe('of today’s memory size, negative is less');

export const promiseSchema = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('change'),
      of: z.enum(['cost', 'duration']),
      durationOf: z.enum(['median', 'mean']).optional().describe('of the warm durations'),
      percent,
      low: percent.nullable().describe('95 % interval, as the recording has it'),
      high: percent.nullable(),
      mostPercent: percent.describe('the change that keeps it at the most: its worse end and the tolerance'),
    })
    .describe('against the memory size that the function has today'),
  z
    .object({
      kind: z.literal('level'),
      of: z.enum(['cost', 'duration']).describe('USD per million invocations, or the median warm duration in ms'),
      value: z.number(),
      low: z.number().nullable(),
      high: z.number().nullable(),
      most: z.number(),
    })
    .describe('where today’s memory size was not measured: nothing but the figure itself can be held to it'),
  z
    .object({
      kind: z.literal('limit'),
      percentile: z.enum(['p50', 'p90', 'p95', 'p99']),
      limitMs: zMilliseconds,
      of: z.enum(['warm', 'all']),
    })
    .describe('the limit of the strategy'),
]);
/** What a recommendation says will be, and what is still taken for it. */
export type Promised = z.infer<typeof promiseSchema>;

const aliasSchema = z.object({
  name: z.string(),
  version: z.string().describe('that it stands for when the run begins'),
  memorySizeMB: zMegabytes,
});

export const applyPartSchema = z
  .object({
    recordedAt: z.string().describe('ISO 8601, UTC: when that was measured which the recommendation comes of'),
    strategy: z.string(),
    fromMB: zMegabytes.describe('the memory size that the function, or the version of its alias, has today'),
    toMB: zMegabytes,
    promises: z.array(promiseSchema),
    toleranceRatio: zRatio.describe('how much worse than the worse end of a promise still keeps it'),
    looksAtBlocks: z.array(z.number().int().positive()).describe('after how many blocks the promises are looked at'),
    budgetUsd: zUsd.optional(),
    alias: aliasSchema.optional(),
    canary: z
      .object({ shareRatio: zRatio, forMs: zMilliseconds, windowMs: zMilliseconds })
      .optional()
      .describe('the share of the traffic that the new version gets first, for how long, looked at how often'),
    notes: z.array(z.string()).describe('what the promise was made of and the function is not any more'),
  })
  .describe('what is to be applied, and what was promised of it');
export type ApplyPart = z.infer<typeof applyPartSchema>;

/** First line of the recording of an application: that of its fresh measurement, and what is to be applied. */
export const applyHeaderSchema = headerSchema.extend({
  schemaVersion: z.literal(APPLY_RECORDING_SCHEMA_VERSION),
  kind: z.literal('apply').describe('tells it from the recording of a tuning'),
  apply: applyPartSchema,
});
export type ApplyHeader = z.infer<typeof applyHeaderSchema>;
