import { z } from 'zod';
import { applyHeaderSchema, applyPartSchema, endSchema, promiseSchema, zMilliseconds } from '../../recording/index.js';
import { resultSchema, sizeSchema } from '../result-schema.js';

/** `result.json` of an application, schemaVersion 1. */
export const APPLY_RESULT_SCHEMA_VERSION = 1;

const judgedSchema = z.object({
  promise: promiseSchema,
  verdict: z.enum(['kept', 'broken', 'open']),
  fresh: z
    .object({
      n: z.number().int().nonnegative().describe('invocations of the new size that it is taken over'),
      value: z.number().describe('in the unit of the promise'),
      low: z.number().nullable().describe('interval at the level of the verification'),
      high: z.number().nullable(),
      note: z.string().optional().describe('why an end is missing'),
    })
    .nullable()
    .describe('what was measured of it afresh'),
});
export type JudgedPromise = z.infer<typeof judgedSchema>;

const verificationSchema = z.object({
  verdict: z
    .enum(['kept', 'broken', 'open'])
    .describe('kept: every interval lies within what was promised; broken: one lies beyond, or the new size fails'),
  blocks: z.number().int().nonnegative().describe('in which both sizes were measured'),
  level: z.number().optional().describe('of each interval, so that all looks together have 95 %'),
  promises: z.array(judgedSchema),
  failing: z.enum(['old', 'new', 'both']).optional().describe('which size fails in one invocation of ten or more'),
});
export type Verification = z.infer<typeof verificationSchema>;

const seenSchema = z.object({
  version: z.string(),
  invocations: z.number().int().nonnegative(),
  failures: z.number().int().nonnegative(),
  outOfMemory: z.number().int().nonnegative(),
  cold: z.number().int().nonnegative(),
  warm: z.object({ n: z.number().int().nonnegative(), meanDurationMs: zMilliseconds.nullable() }),
});

const courseFigureSchema = z
  .object({
    value: z.number(),
    low: z.number().nullable().describe('95 %, of this stretch by itself'),
    high: z.number().nullable(),
    note: z.string().optional().describe('why it has no interval'),
  })
  .nullable();
export type CourseFigure = z.infer<typeof courseFigureSchema>;

const courseSideSchema = z.object({
  invocations: z.number().int().nonnegative(),
  failures: z.number().int().nonnegative(),
  failedRatio: courseFigureSchema.describe('null where nothing was invoked'),
  warm: z.number().int().nonnegative().describe('n of the duration'),
  durationMs: courseFigureSchema.describe('mean of the warm ones; null where there was none'),
});
export type CourseSide = z.infer<typeof courseSideSchema>;

const courseSchema = z.object({
  fromMs: zMilliseconds.describe('since the canary began'),
  toMs: zMilliseconds,
  windows: z.number().int().positive().describe('that are told together where there are many'),
  old: courseSideSchema,
  new: courseSideSchema,
  trouble: z.string().optional().describe('why some of it could not be read'),
});
export type CourseStretch = z.infer<typeof courseSchema>;

const canarySchema = z
  .object({
    verdict: z
      .enum(['kept', 'broken', 'unseen'])
      .describe(
        'unseen: nothing of the new version was found in the log group, or most of it or its end could not be read',
      ),
    why: z.enum(['out-of-memory', 'failures', 'slower']).optional(),
    windows: z.number().int().nonnegative(),
    level: z.number().describe('of each interval, so that all looks together have 95 %'),
    old: seenSchema,
    new: seenSchema,
    durationChange: z
      .object({
        percent: z.number(),
        low: z.number().nullable(),
        high: z.number().nullable(),
        note: z.string().optional(),
      })
      .nullable()
      .describe('mean warm duration of the new version over that of the old one, by the windows that have both'),
    trouble: z.string().nullable().describe('why the log group could not be read'),
    course: z.array(courseSchema).optional().describe('how it went, one stretch of time after the other'),
  })
  .describe('what the traffic of users said');
export type CanaryResult = z.infer<typeof canarySchema>;

export const applyResultSchema = z.object({
  schemaVersion: z.literal(APPLY_RESULT_SCHEMA_VERSION),
  kind: z.literal('apply').describe('tells it from the result of a tuning'),
  tool: resultSchema.shape.tool,
  startedAt: resultSchema.shape.startedAt,
  endReason: endSchema.shape.reason.nullable().describe('null when it was killed or still goes on'),
  endDetail: z.string().optional(),
  function: applyHeaderSchema.shape.function,
  target: applyHeaderSchema.shape.target,
  host: applyHeaderSchema.shape.host,
  apply: applyPartSchema,
  outcome: z
    .enum(['applied', 'rolled-back', 'not-applied', 'unfinished'])
    .describe('unfinished: it was killed between a change and its end; its journal says what is left'),
  rolledBackWhy: z.string().optional(),
  publishedVersion: z.string().optional().describe('made for the alias, and kept where it was applied'),
  verification: verificationSchema,
  canary: canarySchema.nullable(),
  sizes: z.array(sizeSchema).describe('both as they were measured afresh'),
  unreadableLines: z.number().int().nonnegative(),
  priceBook: resultSchema.shape.priceBook,
  spent: resultSchema.shape.spent,
  warnings: resultSchema.shape.warnings.describe('of the fresh measurement: what disturbed it, what its reports lack'),
  calls: resultSchema.shape.calls,
});
export type ApplyResult = z.infer<typeof applyResultSchema>;
