import { z } from 'zod';
import { ARCHITECTURES } from '../../pricing/index.js';
import { callsSchema } from '../calls.js';
import { hostObservationSchema } from '../host-observation.js';
import { provisionedVersionSchema } from '../provisioned-version.js';
import { zEpochMilliseconds } from '../quantities.js';
import { foundInitSchema } from '../reported-init.js';
import { simulatedTimesSchema } from '../simulated.js';
import { isInOrder, loadReportSchema, zLoadMemory, zLoadTime } from './load-quantities.js';

const arm = z.number().int().nonnegative().describe('number of the arm: one load at one memory size');
const index = z.number().int().nonnegative();

/** Begins one load at one memory size; what follows until its `arm-end` is part of it. */
const armSchema = z.object({
  type: z.literal('arm'),
  arm,
  at: zEpochMilliseconds.describe('its beginning: dueMs, sentMs and atMs count from here'),
  memorySizeMB: zLoadMemory.nullable().describe('null where it is not known, such as at a URL'),
  architecture: z.enum(ARCHITECTURES).nullable(),
});

const id = { requestId: z.string().optional() };
const status = { status: z.number().int().describe('HTTP status') };

/**
 * What became of a request. `open` and `client-timeout` had no answer within latencyMs: their latency is at least that.
 * `dropped` was due and never sent, as too many were open, or the run was ended.
 */
export const requestOutcomeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('answered'),
    ...status,
    ...id,
    report: loadReportSchema.optional(),
    allowedError: z.string().optional().describe('type of the error it ended with, where that counts as an answer'),
  }),
  z.object({
    kind: z.literal('function-error'),
    ...status,
    ...id,
    errorType: z.string(),
    report: loadReportSchema.optional(),
  }),
  z.object({ kind: z.literal('timed-out'), ...status, ...id, report: loadReportSchema.optional() }),
  z.object({ kind: z.literal('throttled'), ...status, reason: z.string().optional().describe("AWS's Reason") }),
  z.object({ kind: z.literal('http-error'), ...status, ...id, errorType: z.string().optional() }),
  z.object({ kind: z.literal('connection-failed'), error: z.string().describe('such as ECONNRESET') }),
  z.object({ kind: z.literal('bad-answer'), problem: z.string().describe('cut off, or not HTTP') }),
  z.object({ kind: z.literal('client-timeout') }),
  z.object({ kind: z.literal('open') }),
  z.object({ kind: z.literal('dropped'), reason: z.enum(['too-many-open', 'ended']) }),
]);
export type RequestOutcome = z.infer<typeof requestOutcomeSchema>;
export type RequestOutcomeKind = RequestOutcome['kind'];

const requestFieldsSchema = z.object({
  type: z.literal('request'),
  arm,
  phase: index.describe('number of the phase in the header'),
  dueMs: zLoadTime.describe('when it should have been sent'),
  sentMs: zLoadTime.optional().describe('when it was; missing when it was dropped'),
  latencyMs: zLoadTime
    .optional()
    .describe('from dueMs to the last byte of the answer, or as long as it was waited for; missing when dropped'),
  function: index.optional().describe('number of the function in the header; missing when there is one'),
  payload: z.string().optional().describe('name of the payload; missing when there is one'),
  attempts: z.number().int().optional().describe('when it was sent more than once'),
  outcome: requestOutcomeSchema,
  host: hostObservationSchema.optional(),
  simulated: simulatedTimesSchema.optional(),
});
/** Of one without both no figure of time can be made, and every figure would be none. */
const requestSchema = requestFieldsSchema
  .refine(
    ({ outcome, sentMs, latencyMs }) => outcome.kind === 'dropped' || (sentMs !== undefined && latencyMs !== undefined),
    { error: 'a request that was sent has both sentMs and latencyMs' },
  )
  .refine(
    ({ dueMs, sentMs, latencyMs }) =>
      sentMs === undefined || latencyMs === undefined || isInOrder(dueMs, sentMs, latencyMs),
    { error: 'a request was not sent after it was answered' },
  );
/** One arrival, sent or not. Every arrival that was due has exactly one. */
export type LoadRequest = z.infer<typeof requestSchema>;

const lateReportSchema = z.object({
  type: z.literal('report'),
  arm,
  requestId: z.string().describe('of the request that it belongs to'),
  at: zEpochMilliseconds.nullable(),
  logStream: z.string().optional().describe('one for each execution environment'),
  function: index.optional(),
  report: loadReportSchema,
});
/** A report that was fetched from the log group, where the answer did not hold it. */
export type LateReport = z.infer<typeof lateReportSchema>;

const initSchema = z.object({
  type: z.literal('init'),
  arm,
  function: index.optional(),
  version: z.string().describe('or alias, as it was put under load'),
  init: foundInitSchema,
});
/** An init that was reported on its own: of SnapStart and of provisioned concurrency. It is no invocation. */
export type LoadInit = z.infer<typeof initSchema>;

const beatSchema = z.object({
  type: z.literal('beat'),
  arm,
  atMs: zLoadTime,
  open: index.describe('requests open at this moment'),
  connections: index,
  longestDelayMs: zLoadTime.describe("the longest that the driver's event loop was late since the last beat"),
  cpuRatio: z
    .number()
    .nonnegative()
    .describe("the driver thread's CPU time since the last beat, as a share of one CPU"),
});
/** Once a second: how the load driver itself is doing. Says whether it was the bottleneck. */
export type Beat = z.infer<typeof beatSchema>;

const armEndSchema = z.object({
  type: z.literal('arm-end'),
  arm,
  atMs: zLoadTime,
  reason: z.enum(['complete', 'budget', 'max-requests', 'for', 'stopped', 'interrupted', 'failed']),
  reportsMissing: index.optional().describe('invocations whose report did not come in time from the log group'),
});
export type ArmEnd = z.infer<typeof armEndSchema>;
export type ArmBegin = z.infer<typeof armSchema>;

const endSchema = z.object({
  type: z.literal('end'),
  at: zEpochMilliseconds,
  reason: z.enum(['complete', 'stopped', 'interrupted', 'failed']),
  detail: z.string().optional(),
  calls: callsSchema.optional(),
});
/** Last line of a run that ended in order; a killed run has none. */
export type LoadEnd = z.infer<typeof endSchema>;

export const loadLineSchema = z.discriminatedUnion('type', [
  armSchema,
  requestSchema,
  lateReportSchema,
  initSchema,
  beatSchema,
  armEndSchema,
  provisionedVersionSchema,
  endSchema,
]);
/** One line of the recording of a load, after its header. */
export type LoadLine = z.infer<typeof loadLineSchema>;
