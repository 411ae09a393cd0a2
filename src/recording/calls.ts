import { z } from 'zod';
import { zMilliseconds } from './quantities.js';

/** Why a call to the service was sent again. */
export const RETRY_CAUSES = [
  ...(['throttled', 'conflict', 'code-storage'] as const),
  ...(['server-error', 'timeout', 'connection', 'clock', 'not-ready'] as const),
] as const;
export type RetryCause = (typeof RETRY_CAUSES)[number];

const count = z.number().int().nonnegative();

/** The calls that a run made beside its invocations. */
export const callsSchema = z
  .object({
    made: count.describe('calls, each counted once however often it was sent'),
    retried: z
      .partialRecord(z.enum(RETRY_CAUSES), count)
      .describe(
        'how often one was sent again, by the cause; none is left out; not-ready is of an Invoke of a function that slept',
      ),
    waitedMs: zMilliseconds.describe('what was waited before sending again, or to keep to the pace that is allowed'),
    recognised: count
      .optional()
      .describe('changes whose answer was lost, and that were found to have been done: they were not made twice'),
    failed: count.optional().describe('calls that were given up after being sent again'),
  })
  .describe('calls to the Lambda API but Invoke, the clean-up at the end not counted');
export type Calls = z.infer<typeof callsSchema>;
