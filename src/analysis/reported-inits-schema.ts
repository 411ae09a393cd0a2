import { z } from 'zod';
import { quantilesSchema } from './quantiles-schema.js';

const count = z.number().int().nonnegative();

export const reportedInitsSchema = z
  .object({
    kinds: z.array(
      z.object({
        initializationType: z
          .string()
          .nullable()
          .describe('snap-start, provisioned-concurrency; on-demand where it spilled over'),
        phase: z.string().nullable().describe('as printed; text logs print none of an init that went well'),
        n: count.describe('reports'),
        failed: count,
        errorType: z.string().optional().describe('of the first that failed'),
        durationMs: quantilesSchema.nullable().describe('of those that went well'),
      }),
    ),
    missing: z.object({ count, reason: z.string().describe('of the first') }).optional(),
  })
  .describe(
    'inits that AWS reported on their own (INIT_REPORT), before any invocation: they are in no Duration and in no cold start',
  );
export type ReportedInits = z.infer<typeof reportedInitsSchema>;
