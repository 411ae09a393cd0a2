import { z } from 'zod';
import { loadSchema } from './phase-schema.js';
import { span } from './rate.js';
import { thresholdsSchema } from './threshold.js';
import { viaSchema } from './via.js';

export const TIMEOUT = 'how long, such as 30s or 500ms';
const RETRIES = 'a whole number from 0 to 10';

/** The part of a scenario file that `kelvin load` alone reads. */
export const planShape = {
  load: loadSchema
    .optional()
    .describe('how requests arrive: one phase, or a list of phases one after the other; for `kelvin load`'),
  via: viaSchema
    .optional()
    .describe('how requests reach the function: invoke (the default), invoke-stream, function-url, or an address'),
  timeout: span(TIMEOUT)
    .optional()
    .describe('a request is given up after it; default: 60s, or what its slowest function is allowed, and 5 s'),
  retries: z
    .number({ error: RETRIES })
    .int({ error: RETRIES })
    .min(0, { error: RETRIES })
    .max(10, { error: RETRIES })
    .prefault(0)
    .describe('how often a request that was throttled or could not be sent is sent again'),
  thresholds: thresholdsSchema
    .optional()
    .describe('what must hold at every memory size; `kelvin load` fails and names those that do not'),
};

export const planSchema = z.object(planShape);
export type PlanEntries = z.output<typeof planSchema>;
