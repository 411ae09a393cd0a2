import { z } from 'zod';
import { ARCHITECTURES } from '../pricing/index.js';
import { zEpochMilliseconds, zMegabytes, zMilliseconds } from './quantities.js';

export const reportSchema = z
  .object({
    requestId: z.string(),
    durationMs: zMilliseconds,
    billedDurationMs: zMilliseconds,
    memorySizeMB: zMegabytes,
    maxMemoryUsedMB: zMegabytes,
    initDurationMs: zMilliseconds.optional(),
    restoreDurationMs: zMilliseconds.optional(),
    billedRestoreDurationMs: zMilliseconds.optional(),
    status: z.string().optional(),
    errorType: z.string().optional(),
  })
  .describe("AWS's report of the invocation, as printed");

/**
 * What became of an invocation. Trouble is data: a function that fails at one memory size is a finding about that size.
 * `unreadable` is an invocation that ran (and costs) but whose report could not be read; it is counted, never a zero.
 */
export const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('completed'), latencyMs: zMilliseconds, report: reportSchema }),
  z.object({
    kind: z.literal('function-error'),
    latencyMs: zMilliseconds,
    errorType: z.string(),
    message: z.string(),
    report: reportSchema.optional(),
  }),
  z.object({
    kind: z.literal('timed-out'),
    latencyMs: zMilliseconds,
    message: z.string(),
    report: reportSchema.optional(),
  }),
  z.object({ kind: z.literal('throttled'), message: z.string() }),
  z.object({ kind: z.literal('unreachable'), message: z.string() }),
  z.object({ kind: z.literal('unreadable'), latencyMs: zMilliseconds, reason: z.string(), line: z.string() }),
]);
export type Outcome = z.infer<typeof outcomeSchema>;

export const measurementSchema = z.object({
  type: z.literal('measurement'),
  at: zEpochMilliseconds.describe('when the request was sent'),
  block: z.number().int().describe('all sizes are measured once in each block, in random order'),
  memorySizeMB: zMegabytes,
  architecture: z.enum(ARCHITECTURES),
  intended: z.enum(['cold', 'warm']).describe('what the run meant to measure; the report says what it was'),
  payload: z.string().describe('name of the payload'),
  outcome: outcomeSchema,
});

/** One invocation with its report. */
export type Measurement = z.infer<typeof measurementSchema>;

export const endSchema = z.object({
  type: z.literal('end'),
  at: zEpochMilliseconds,
  reason: z
    .enum(['complete', 'stopped', 'interrupted', 'failed'])
    .describe(
      'complete: the plan was done; stopped: by the user, with q; interrupted: by a signal; failed: by trouble',
    ),
  detail: z.string().optional(),
});
/** Last line of a run that ended in order; a killed run has none. */
export type End = z.infer<typeof endSchema>;

export type StartKind = 'cold' | 'warm';

/** Cold or warm by the report alone: a cold start has Init Duration (SnapStart: Restore Duration), a warm one neither. */
export function startKind(report: z.infer<typeof reportSchema>): StartKind {
  return report.initDurationMs === undefined && report.restoreDurationMs === undefined ? 'warm' : 'cold';
}
