import { z } from 'zod';
import { ARCHITECTURES } from '../../pricing/index.js';
import { endSchema, measurementSchema } from '../measurement.js';
import { zEpochMilliseconds, zMegabytes, zMilliseconds } from '../quantities.js';
import { moduleLoadSchema } from './module-load.js';

const side = z.enum(['base', 'head']);
export type Side = z.infer<typeof side>;

export const checkMeasurementSchema = measurementSchema.extend({
  side,
  environment: z
    .number()
    .int()
    .nonnegative()
    .describe('cold start and warm invocations with the same number had the same execution environment'),
  recorded: z.literal(true).optional().describe('taken over from a recording, not measured in this session'),
});
/** One invocation of one side. `block`: both sides were measured in it, in random order. */
export type CheckMeasurement = z.infer<typeof checkMeasurementSchema>;

export const explanationSchema = z
  .object({
    type: z.literal('explanation'),
    side,
    at: zEpochMilliseconds,
    memorySizeMB: zMegabytes,
    architecture: z.enum(ARCHITECTURES),
    language: z.enum(['nodejs', 'python']).optional().describe('by whose rules modules are named'),
    modules: z.array(moduleLoadSchema),
    leftOut: z.number().int().nonnegative().describe('modules beyond the first ten thousand'),
    coldStarts: z.number().int().positive().optional().describe('over which medians are taken'),
    initDurationMsEach: z
      .array(zMilliseconds)
      .optional()
      .describe('Init Duration of each of them: not to be compared with a measured one, as tracing takes time'),
    untraced: z.string().optional().describe('what this runtime does not let be told apart, in one sentence'),
  })
  .describe('what cold starts of a side loaded, from a run of their own that is no measurement');
export type Explanation = z.infer<typeof explanationSchema>;

export const checkEndSchema = endSchema.omit({ exploration: true, measuredMs: true }).extend({
  check: z
    .enum(['decided', 'hopeless', 'max-cold-starts', 'budget', 'max-time', 'base-exhausted'])
    .optional()
    .describe(
      'why measuring ended: every verdict is known; more would most likely not decide; something that may be spent is; a recorded base has no more',
    ),
  unexplained: z.string().optional().describe('why there is no explanation'),
});
export type CheckEnd = z.infer<typeof checkEndSchema>;

export const checkLineSchema = z.discriminatedUnion('type', [
  checkMeasurementSchema,
  explanationSchema,
  checkEndSchema,
]);
export type CheckLine = z.infer<typeof checkLineSchema>;
