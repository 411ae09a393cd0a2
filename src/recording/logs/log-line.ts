import { z } from 'zod';
import { reportSchema } from '../measurement.js';
import { zEpochMilliseconds, zMilliseconds } from '../quantities.js';
import { initReportFields } from '../reported-init.js';

const place = z
  .object({
    source: z.string().describe('file, - for standard input, or log group'),
    line: z.number().int().positive().optional(),
    logStream: z.string().optional(),
  })
  .describe('where it stood');

const observationSchema = z.object({
  type: z.literal('observation'),
  at: zEpochMilliseconds.nullable().describe('when the report was written; null in a log without timestamps'),
  functionName: z.string().nullable(),
  version: z.string().optional(),
  place,
  report: reportSchema,
  failure: z
    .object({ kind: z.enum(['timed-out', 'error']), errorType: z.string() })
    .optional()
    .describe('what went wrong, as the report or a line beside it says'),
});

const ending = { status: z.string().optional(), errorType: z.string().optional() };
const initSchema = z.object({
  type: z.literal('init'),
  at: zEpochMilliseconds.nullable(),
  functionName: z.string().nullable(),
  place,
  event: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('init-report'),
      ...initReportFields,
    }),
    z.object({ kind: z.literal('restore-report'), restoreDurationMs: zMilliseconds.optional(), ...ending }),
  ]),
});

const unreadableSchema = z.object({
  type: z.literal('unreadable'),
  place,
  reason: z.string(),
  line: z.string().describe("the platform's own words at its beginning; what an application wrote is left out"),
});

const count = z.number().int().nonnegative();
export const readCountsSchema = z.object({
  bytes: count,
  messages: count.describe("lines or messages, the application's own included"),
  lookAlikes: count.describe('REPORT lines that the function or another program printed itself'),
  unfinished: count.describe('started, without a report by the end of the log'),
});

const cursorSchema = z
  .object({
    type: z.literal('cursor'),
    at: zEpochMilliseconds.describe('of the newest event of a log group that was read'),
    counts: readCountsSchema.describe('so far, since the header or the last resumed'),
  })
  .describe('how far a log group was read: an interrupted reading goes on there');

const resumedSchema = z.object({ type: z.literal('resumed'), startedAt: z.string().describe('ISO 8601, UTC') });

const logEndSchema = z.object({
  type: z.literal('end'),
  at: zEpochMilliseconds,
  reason: z.enum(['complete', 'interrupted', 'failed']),
  detail: z.string().optional(),
  counts: readCountsSchema.describe('since the header or the last resumed'),
});

export const logLineSchema = z.discriminatedUnion('type', [
  observationSchema,
  initSchema,
  unreadableSchema,
  cursorSchema,
  resumedSchema,
  logEndSchema,
]);

/** One line of the recording of a log, after its header. */
export type LogLine = z.infer<typeof logLineSchema>;
export type Observation = z.infer<typeof observationSchema>;
export type InitObservation = z.infer<typeof initSchema>;
export type UnreadableObservation = z.infer<typeof unreadableSchema>;
export type LogEnd = z.infer<typeof logEndSchema>;
