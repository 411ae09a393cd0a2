import { z } from 'zod';
import { zMilliseconds } from '../quantities.js';

/** One module that INIT loaded, in the order in which loading began. */
export const moduleLoadSchema = z.object({
  name: z
    .string()
    .describe('path below the package, `node:fs`, or the dotted name in Python: nothing of the machine that ran it'),
  parent: z
    .number()
    .int()
    .nonnegative()
    .nullable()
    .describe('index of the module that asked first; null for the handler'),
  startMs: zMilliseconds.describe('since loading of the handler began'),
  ownMs: zMilliseconds.describe('without what it loads itself; median over the cold starts'),
  ownMsEach: z
    .array(zMilliseconds.nullable())
    .optional()
    .describe('the same in each cold start, in their order; null where that one did not load it'),
  totalMs: zMilliseconds.describe('with it, where it was not there already'),
  bytes: z.number().int().nonnegative().nullable().describe('of its file; null where it has none'),
  isAfterInit: z
    .literal(true)
    .optional()
    .describe('INIT was over before it was loaded: an import that INIT began and did not await'),
});
export type ModuleLoad = z.infer<typeof moduleLoadSchema>;
