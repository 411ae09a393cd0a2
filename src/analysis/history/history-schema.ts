import { z } from 'zod';
import { ARCHITECTURES } from '../../pricing/index.js';
import { headerSchema, zMegabytes, zRatio } from '../../recording/index.js';
import { CHECK_METRICS } from '../../units/index.js';
import { warningSchema } from '../result-schema.js';

/** `result.json` of a history, schemaVersion 1: what Kelvin reads out of recordings of many days. */
export const HISTORY_RESULT_SCHEMA_VERSION = 1;

const estimate = z.object({
  value: z.number(),
  low: z.number().nullable().describe('95 % interval; null where there is none, and note says why'),
  high: z.number().nullable(),
  note: z.string().optional(),
});
export type HistoryEstimate = z.infer<typeof estimate>;

const code = z.object({
  id: z.string().nullable().describe('the same for the same code; null where the recording does not tell'),
  label: z.string().describe('what the user knows it by'),
  commit: z.string().optional(),
  codeSha256: z.string().optional(),
});
export type HistoryCode = z.infer<typeof code>;

const session = z.object({
  path: z.string(),
  kind: z.enum(['run', 'check']),
  name: z.string(),
  startedAt: z.string().describe('ISO 8601, UTC'),
  end: z.string().nullable().describe('null: it was killed, or still goes on'),
  tool: headerSchema.shape.tool,
  head: code.describe('what is followed: the code of a run, the head of a check'),
  base: code.nullable().describe('measured at the same time, by a check'),
});
export type HistorySession = z.infer<typeof session>;

const setting = z
  .object({
    name: z.string(),
    kind: headerSchema.shape.target.shape.kind,
    region: z.string(),
    endpoint: z.string().optional(),
    architecture: z.enum(ARCHITECTURES),
    host: z.string().nullable().describe('whose CPUs the functions had; null on AWS and where it is not known'),
    limits: z.string().nullable().describe('by what an emulator holds functions to their share'),
    simulated: z.string().nullable().describe('what of the figures an emulator drew and did not measure'),
    label: z.string(),
  })
  .describe('figures of different settings are never held against each other');
export type HistorySetting = z.infer<typeof setting>;

const point = z.object({
  session: z.number().int().nonnegative().describe('index in sessions'),
  side: z.enum(['head', 'base']),
  code: code.shape.id,
  n: z.number().int().positive().describe('cold starts, or environments with warm invocations'),
  median: estimate.describe('interval from order statistics'),
  disturbed: z.number().int().nonnegative().describe('by the host, as the emulator saw it; in the median all the same'),
});
export type HistoryPoint = z.infer<typeof point>;

const level = z.object({
  from: z.number().int().nonnegative().describe('index in the points of head, both ends included'),
  to: z.number().int().nonnegative(),
  level: estimate,
  n: z.number().int().positive().describe('values in all its points'),
});
export type HistoryLevel = z.infer<typeof level>;

const coincidence = z.object({
  kind: z.enum(['code', 'platform', 'measuring']).describe('whose it is: yours, where it ran, or how it was measured'),
  what: z.string(),
  before: z.string(),
  after: z.string(),
});
export type HistoryCoincidence = z.infer<typeof coincidence>;

const cause = z.enum(['code', 'platform', 'both', 'unknown']);
export type HistoryCause = z.infer<typeof cause>;

const change = z.object({
  at: z.number().int().positive().describe('index in the points of head of the first one of the new level'),
  earliest: z.number().int().positive().describe('95 %: `at` lies between these two, both included'),
  latest: z.number().int().positive(),
  after: z.string().describe('ISO 8601, UTC: the change came later than this session, 95 %'),
  before: z.string().describe('and not later than this one'),
  shift: estimate.describe('new level less the old one, in the unit'),
  shiftPercent: estimate,
  sessions: z.object({ before: z.number().int(), after: z.number().int() }).describe('of the levels on both sides'),
  n: z.object({ before: z.number().int(), after: z.number().int() }).describe('values in them'),
  chance: z
    .number()
    .nullable()
    .describe('of so good a split where nothing changes, at its best place; null: one exact value a session'),
  cause,
  reason: z.string().describe('one sentence: why this cause'),
  platformPercent: estimate.nullable().describe('by how much code that was measured before and after has changed'),
  codePercent: estimate.nullable().describe('by how much more head has changed than that code'),
  coincidences: z.array(coincidence).describe('what else differs between the sessions before and after'),
});
export type HistoryChange = z.infer<typeof change>;

const series = z.object({
  metric: z.enum(CHECK_METRICS),
  unit: z.enum(['ms', 'MB', 'USD', 'bytes']),
  setting: z.number().int().nonnegative().describe('index in settings'),
  memorySizeMB: zMegabytes.nullable().describe('null for the package, which is the same at every size'),
  payloads: z.string().nullable().describe('what was sent; null where that does not matter'),
  head: z.array(point).describe('what is followed, in the order of time'),
  base: z.array(point),
  levels: z.array(level),
  changes: z.array(change),
  overallPercent: estimate.nullable().describe('last level against the first; null where there is one level alone'),
  driftPercent: estimate.nullable().describe('in 30 days, where there is one level alone: Theil and Sen'),
  lastPercent: estimate
    .nullable()
    .describe('the last session against the level before it, where it lies apart: the next one will tell'),
  note: z.string().optional().describe('why no change can be found'),
});
export type HistorySeries = z.infer<typeof series>;

const event = z.object({
  setting: z.number().int().nonnegative(),
  session: z.number().int().nonnegative().describe('the first after it, where that is most likely'),
  earliest: z.number().int().nonnegative().describe('95 %: that session lies between these two, both included'),
  latest: z.number().int().nonnegative(),
  cause,
  changes: z.array(z.object({ series: z.number().int(), change: z.number().int() })).describe('largest first'),
});
export type HistoryEvent = z.infer<typeof event>;

export const historyResultSchema = z.object({
  schemaVersion: z.literal(HISTORY_RESULT_SCHEMA_VERSION),
  kind: z.literal('history'),
  falseAlarmRatio: z.number().describe('chance of any change point, over all series, where nothing changes'),
  sessions: z.array(session).describe('in the order of time'),
  settings: z.array(setting),
  coldShareRatio: zRatio.describe('of every cost here: that of the last session'),
  priceBook: z.object({ id: z.string(), effectiveFrom: z.string() }).nullable().describe('of every cost here'),
  series: z.array(series),
  events: z
    .array(event)
    .describe('changes of one moment together, in the order of time; a package that changes by less than 1 % is none'),
  leftOut: z.array(z.object({ path: z.string(), reason: z.string() })),
  warnings: z.array(warningSchema),
});
/** What Kelvin reads out of many recordings. For reading: whatever gates is a check, with both sides in one session. */
export type HistoryResult = z.infer<typeof historyResultSchema>;
