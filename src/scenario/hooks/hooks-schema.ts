import { z } from 'zod';
import * as part from '../schema-parts.js';

const HOOK = 'a shell command, such as ./seed.sh, or function:NAME';

/** Also what a command line says of it. */
export const eachSchema = z.enum(['invocation', 'visit'], { error: 'invocation or visit' });
export const hookSchema = part.text(HOOK);

export const hooksSchema = part
  .map('a map of before, after, each, payloadFromBefore and timeout', {
    before: hookSchema.optional().describe(`${HOOK}: run before, and not measured`),
    after: hookSchema.optional().describe('the same, afterwards: also after a failure'),
    each: eachSchema
      .optional()
      .describe(
        'invocation: around each; visit: around each visit to a memory size; default: invocation. `kelvin load` runs them ' +
          'around the load at each memory size, as more would bend its arrivals',
      ),
    payloadFromBefore: z
      .boolean({ error: 'true or false' })
      .optional()
      .describe('what `before` prints (the JSON alone), or answers, is sent instead of the payload'),
    timeout: part.timeout.prefault(60).describe('how long a hook may take: seconds (`30` or `30s`)'),
  })
  .meta({ anyOf: [{ required: ['before'] }, { required: ['after'] }] });
