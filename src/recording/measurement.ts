import { z } from 'zod';
import { ARCHITECTURES } from '../pricing/index.js';
import { callsSchema } from './calls.js';
import { hostObservationSchema } from './host-observation.js';
import { zEpochMilliseconds, zMegabytes, zMilliseconds } from './quantities.js';
import { simulatedTimesSchema } from './simulated.js';

export const reportSchema = z
  .object({
    requestId: z.string().optional(),
    durationMs: zMilliseconds,
    billedDurationMs: zMilliseconds.optional().describe('missing on Lambda Managed Instances, as are the two below'),
    memorySizeMB: zMegabytes.optional(),
    maxMemoryUsedMB: zMegabytes.optional(),
    initDurationMs: zMilliseconds.optional(),
    restoreDurationMs: zMilliseconds.optional(),
    billedRestoreDurationMs: zMilliseconds.optional(),
    status: z.string().optional(),
    errorType: z.string().optional(),
    xrayTraceId: z.string().optional(),
    xraySegmentId: z.string().optional(),
    xraySampled: z.boolean().optional(),
    initializedAhead: z
      .literal(true)
      .optional()
      .describe(
        'INIT ran before the invocation, on provisioned concurrency, and is billed apart; Kelvin says so, not AWS',
      ),
    truncated: z.literal(true).optional().describe('cut at its end: it may have been a cold start'),
    other: z.record(z.string(), z.string()).optional().describe('fields that Kelvin does not know, as printed'),
  })
  .describe("AWS's report of the invocation, as printed");

const latencyMs = zMilliseconds.optional().describe('what the client saw; of an asynchronous invocation there is none');

/**
 * What became of an invocation. Trouble is data: a function that fails at one memory size is a finding about that size.
 * `unreadable` is an invocation that ran (and costs) but whose report could not be read; it is counted, never a zero.
 */
export const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('completed'),
    latencyMs,
    firstByteMs: zMilliseconds.optional().describe('of a streamed answer: when its first piece was there'),
    report: reportSchema,
    allowedError: z.string().optional().describe('type of the error it ended with, where that counts as an answer'),
  }),
  z.object({
    kind: z.literal('function-error'),
    latencyMs,
    errorType: z.string(),
    message: z.string(),
    report: reportSchema.optional(),
  }),
  z.object({
    kind: z.literal('timed-out'),
    latencyMs,
    message: z.string(),
    report: reportSchema.optional(),
  }),
  z.object({ kind: z.literal('throttled'), message: z.string() }),
  z.object({ kind: z.literal('unreachable'), message: z.string() }),
  z
    .object({ kind: z.literal('hook-failed'), message: z.string() })
    .describe('the hook before it failed: it was not sent'),
  z.object({ kind: z.literal('unreadable'), latencyMs, reason: z.string(), line: z.string() }),
  z
    .object({ kind: z.literal('open'), waitedMs: zMilliseconds })
    .describe('under way when the run was ended, so long after it was sent: it may have run, and be billed'),
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
  host: hostObservationSchema.optional(),
  simulated: simulatedTimesSchema.optional(),
});

/** One invocation with its report. */
export type Measurement = z.infer<typeof measurementSchema>;

/** Of hooks afterwards: the invocations before them are measured, and in the figures. */
export const hooksFailedSchema = z
  .object({ count: z.number().int().positive(), message: z.string().describe('of the first one') })
  .describe('hooks after an invocation that failed');

export const endSchema = z.object({
  type: z.literal('end'),
  at: zEpochMilliseconds,
  reason: z
    .enum(['complete', 'stopped', 'interrupted', 'failed'])
    .describe(
      'complete: the plan was done; stopped: by the user, with q; interrupted: by a signal; failed: by trouble',
    ),
  detail: z.string().optional(),
  exploration: z
    .enum(['decided', 'budget', 'max-invocations', 'max-time', 'exhausted'])
    .optional()
    .describe(
      'why exploring ended: the choice is safe; something that may be spent is; exhausted: more would not decide it',
    ),
  hooksFailed: hooksFailedSchema.optional(),
  measuredMs: zMilliseconds.optional().describe('how long it explored, pauses left out'),
  calls: callsSchema.optional(),
});
/** Last line of a run that ended in order; a killed run has none. */
export type End = z.infer<typeof endSchema>;

export type StartKind = 'cold' | 'warm' | 'unknown';

/**
 * Cold or warm by the report alone: a cold start has Init Duration (SnapStart: Restore Duration), a warm one neither.
 * Of a report that was cut at its end it cannot be said. One whose INIT ran ahead on provisioned concurrency waited for
 * none.
 */
export function startKind(report: z.infer<typeof reportSchema>): StartKind {
  if (report.initializedAhead === true) return 'warm';
  if (report.initDurationMs !== undefined || report.restoreDurationMs !== undefined) return 'cold';
  return report.truncated === true ? 'unknown' : 'warm';
}

/**
 * The first invocation of an environment that provisioned concurrency keeps, where a visit begins with it: no cold start,
 * as INIT ran ahead, and no warm one like those after it, as what a handler does once is done in it.
 */
export const isFirstOnProvisioned = ({ intended, outcome }: Pick<Measurement, 'intended' | 'outcome'>): boolean =>
  intended === 'cold' && outcome.kind === 'completed' && outcome.report.initializedAhead === true;
