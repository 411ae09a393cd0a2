import { z } from 'zod';
import {
  callsSchema,
  checkEndSchema,
  checkHeaderSchema,
  moduleLoadSchema,
  zMegabytes,
  zMilliseconds,
  zUsd,
} from '../../recording/index.js';
import { CHECK_METRICS } from '../../units/index.js';
import { warningSchema } from '../result-schema.js';

/** `result.json` of a check, schemaVersion 1: what Kelvin concludes of its recording. */
export const CHECK_RESULT_SCHEMA_VERSION = 1;

const verdict = z.enum(['improved', 'unchanged', 'regressed', 'inconclusive']);

const estimate = z.object({
  value: z.number(),
  low: z.number().nullable().describe('null where an interval cannot be given, and note says why'),
  high: z.number().nullable(),
  note: z.string().optional(),
});
export type CheckEstimate = z.infer<typeof estimate>;

const point = z.object({
  side: z.enum(['base', 'head']),
  block: z.number().int(),
  value: z.number(),
  isOutlier: z.boolean().describe('far from the others of its side; labelled, never left out'),
  isDisturbed: z.boolean().describe('by the host, as the emulator saw it; labelled, never left out'),
});
export type CheckPoint = z.infer<typeof point>;

const sample = z.object({
  n: z.number().int().nonnegative(),
  median: estimate.nullable().describe('95 % interval from order statistics'),
  outliers: z.number().int().nonnegative(),
  disturbed: z.number().int().nonnegative(),
});

const look = z.object({
  perSide: z.number().int().positive(),
  shiftPercent: z.number(),
  lowPercent: z.number().describe('one-sided bounds with the confidence of the limit'),
  highPercent: z.number(),
  verdict,
});
export type CheckLook = z.infer<typeof look>;

export const findingSchema = z.object({
  metric: z.enum(CHECK_METRICS),
  memorySizeMB: zMegabytes,
  unit: z.enum(['ms', 'MB', 'USD', 'bytes']),
  verdict,
  reason: z.string().describe('one sentence: why this verdict, with the figures'),
  limits: z.object({ relativePercent: z.number(), absolute: z.number() }).describe('a rise counts past both'),
  isExact: z.boolean().describe('one exact value a side, such as a size in bytes: no statistics'),
  base: sample,
  head: sample,
  shift: estimate.nullable().describe('head less base in the unit: Hodges-Lehmann, by the base median'),
  shiftPercent: estimate.nullable().describe('the same in percent of base'),
  medianRatio: estimate.nullable().describe('median of head over that of base, 95 % bootstrap interval'),
  chance: z
    .number()
    .nullable()
    .describe('that ranks differ so much where nothing does, two-sided, for this comparison alone'),
  isSignificant: z.boolean().describe('over all comparisons (Holm) and looks (alpha spending)'),
  neededPerSide: z.number().int().nullable().describe('cold starts a side that would settle it, where inconclusive'),
  modes: z
    .object({
      chance: z.number().describe("of Hartigan's dip, where the values have one peak"),
      centers: z.array(z.number()),
      areStrata: z.boolean().describe('hosts could be told apart, and were compared each with its like'),
    })
    .nullable()
    .describe('where the values have more than one peak'),
  looks: z.array(look),
  points: z.array(point).describe('in the order they were measured'),
});
export type CheckFinding = z.infer<typeof findingSchema>;

const count = z.number().int().nonnegative();

/** A package, or one module of the function's own code. */
const moduleChange = z.object({
  name: z.string().describe('`lodash`, `node:crypto`, `numpy`, or the path of a module of the function itself'),
  kind: z.enum(['added', 'removed', 'slower', 'faster']),
  baseMs: zMilliseconds.nullable().describe('own time of its modules, median over the cold starts'),
  headMs: zMilliseconds.nullable(),
  changeMs: z.number().describe('of own time'),
  changeRangeMs: z
    .object({ low: z.number(), high: z.number() })
    .optional()
    .describe('from the least to the most that any cold start of head differs from any of base'),
  totalChangeMs: z.number().describe('with all that came or went below it'),
  bytesChange: z.number().nullable(),
  modules: z.object({ base: count, head: count }).optional().describe('how many it has'),
  share: z
    .number()
    .nullable()
    .describe('totalChangeMs of the shift of Init Duration, 1 is all of it; null where that is not known'),
  broughtBy: z.array(z.string()).describe('from the handler on, who asked for it'),
});
export type ModuleChange = z.infer<typeof moduleChange>;

export const checkExplanationSchema = z.object({
  memorySizeMB: zMegabytes,
  base: z.array(moduleLoadSchema).nullable(),
  head: z.array(moduleLoadSchema).nullable(),
  leftOut: z.number().int().nonnegative(),
  changes: z.array(moduleChange).describe('what a user can act on first: largest first, by what it brought'),
  explainedMs: z.number().nullable().describe('sum of the changes, to hold against the shift of Init Duration'),
  explainedRangeMs: z
    .object({ low: z.number(), high: z.number() })
    .optional()
    .describe('from the least to the most that any cold start of head differs in them from any of base'),
  coldStarts: z
    .object({ base: count, head: count })
    .optional()
    .describe('that were traced, beside the measured ones; times are medians over them'),
  noiseMs: z
    .number()
    .nullable()
    .optional()
    .describe(
      'what is slower or faster by less may be chance (5 % over all of them) or is next to nothing; null with too few cold starts',
    ),
  loadMs: z
    .object({ base: zMilliseconds.nullable(), head: zMilliseconds.nullable() })
    .optional()
    .describe('all modules together'),
  notes: z.array(z.string()).optional().describe('how certain this is, and what could not be told, in sentences'),
});
export type CheckExplanation = z.infer<typeof checkExplanationSchema>;

const sideCounts = z.object({
  coldStarts: z.number().int().nonnegative().describe('proved cold: with Init Duration, in a new environment'),
  warm: z.number().int().nonnegative(),
  thrownOut: z.array(z.object({ reason: z.string(), count: z.number().int().positive() })),
  failures: z.array(z.object({ kind: z.string(), message: z.string(), count: z.number().int().positive() })),
});

/** How small a change could be found here, from a function held against itself. */
const resolution = z.object({
  metric: z.enum(CHECK_METRICS),
  memorySizeMB: zMegabytes,
  spreadPercent: z.number().describe('interquartile range over the median'),
  detectable: z
    .array(z.object({ perSide: z.number().int().positive(), changePercent: z.number() }))
    .describe('the smallest change that so many cold starts a side find in four of five cases'),
});

export const checkResultSchema = z.object({
  schemaVersion: z.literal(CHECK_RESULT_SCHEMA_VERSION),
  kind: z.literal('check'),
  tool: checkHeaderSchema.shape.tool,
  startedAt: z.string(),
  endedAt: z.string().optional().describe('missing where the check was killed'),
  verdict,
  reason: z.string().describe('one sentence for a pull request'),
  passes: z.boolean().describe('unchanged or improved; inconclusive too where --inconclusive pass says so'),
  ended: checkEndSchema.shape.check.or(z.enum(['stopped', 'interrupted', 'failed', 'killed'])),
  check: checkHeaderSchema.shape.check,
  isSelf: z.boolean(),
  base: checkHeaderSchema.shape.base.extend(sideCounts.shape),
  head: checkHeaderSchema.shape.head.extend(sideCounts.shape),
  target: checkHeaderSchema.shape.target,
  host: checkHeaderSchema.shape.host,
  findings: z.array(findingSchema).describe('by memory size, then in the order of the metrics'),
  resolution: z.array(resolution).describe('of a check against itself; else empty'),
  explanations: z.array(checkExplanationSchema),
  unexplained: z.string().optional(),
  spentUsd: zUsd.nullable().describe('by the price book, as if it had run on AWS; null where it has no price'),
  calls: callsSchema.optional(),
  warnings: z.array(warningSchema),
});
/** What Kelvin concludes of the recording of a check. */
export type CheckResult = z.infer<typeof checkResultSchema>;
