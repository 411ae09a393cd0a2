import { z } from 'zod';
import { ARCHITECTURES } from '../pricing/index.js';
import { zEpochMilliseconds, zMegabytes, zMilliseconds } from './quantities.js';

/** What an init report says, however it came here. */
export const initReportFields = {
  initDurationMs: zMilliseconds,
  phase: z.enum(['init', 'invoke', 'snap-start']).optional(),
  initializationType: z.string().optional(),
  status: z.string().optional(),
  errorType: z.string().optional(),
};

/** `missing`: it could not be found, which is a record and no init that took nothing. */
export const foundInitSchema = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('init-report'),
      at: zEpochMilliseconds.nullable().describe('when it was written'),
      ...initReportFields,
    }),
    z.object({ kind: z.literal('missing'), reason: z.string() }),
  ])
  .describe("AWS's INIT_REPORT of an environment that was initialised before its first invocation, as printed");
export type FoundInit = z.infer<typeof foundInitSchema>;

export const reportedInitSchema = z.object({
  type: z.literal('init'),
  memorySizeMB: zMegabytes,
  architecture: z.enum(ARCHITECTURES),
  version: z.string().describe('or alias, as it was measured'),
  init: foundInitSchema,
});
/** An init that was reported on its own: of SnapStart and of provisioned concurrency. It is no invocation. */
export type ReportedInit = z.infer<typeof reportedInitSchema>;
