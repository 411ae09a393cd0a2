import { z } from 'zod';
import { endSchema, measurementSchema } from '../measurement.js';
import { zEpochMilliseconds, zMegabytes, zMilliseconds, zRatio } from '../quantities.js';

const stepSchema = z.object({
  type: z.literal('step'),
  at: zEpochMilliseconds.describe('when it was done'),
  step: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('memory-size'), memorySizeMB: zMegabytes }).describe('of $LATEST'),
    z.object({ kind: z.literal('published'), version: z.string(), memorySizeMB: zMegabytes }),
    z.object({
      kind: z.literal('alias'),
      name: z.string(),
      version: z.string(),
      canary: z.object({ version: z.string(), shareRatio: zRatio }).optional(),
    }),
    z.object({ kind: z.literal('rolled-back'), why: z.string() }),
    z.object({ kind: z.literal('applied') }),
  ]),
});
/** A change of the function, in the order in which they were made; `rolled-back` undoes all before it. */
export type ApplyStep = z.infer<typeof stepSchema>['step'];

const count = z.number().int().nonnegative();
const watchedVersion = z.object({
  version: z.string(),
  invocations: count.describe('with a report in the log group'),
  failures: count.describe('errors and timeouts among them'),
  outOfMemory: count.describe('that had used all of their memory when they failed'),
  cold: count,
  warm: z
    .object({
      n: count,
      meanDurationMs: zMilliseconds.nullable(),
      squaresMs2: z
        .number()
        .nonnegative()
        .optional()
        .describe('squared distances from the mean, their sum; none in recordings of before'),
    })
    .describe('that did not fail'),
});
export type WatchedVersion = z.infer<typeof watchedVersion>;

const watchedSchema = z
  .object({
    type: z.literal('watched'),
    from: zEpochMilliseconds,
    to: zEpochMilliseconds,
    old: watchedVersion,
    new: watchedVersion,
    trouble: z.string().optional().describe('why nothing could be read'),
  })
  .describe('what both versions of the canary logged in one window of time');
export type Watched = z.infer<typeof watchedSchema>;

export const applyLineSchema = z.discriminatedUnion('type', [
  measurementSchema,
  stepSchema,
  watchedSchema,
  endSchema.omit({ exploration: true, measuredMs: true }),
]);
export type ApplyLine = z.infer<typeof applyLineSchema>;
export type ApplyEnd = Extract<ApplyLine, { type: 'end' }>;
