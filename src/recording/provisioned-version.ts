import { z } from 'zod';
import { ARCHITECTURES } from '../pricing/index.js';
import { zEpochMilliseconds, zMegabytes } from './quantities.js';

const concurrency = z.number().int().positive().describe('environments that were asked for');

/**
 * What a version of the run kept, and for how long. The line is written when it is asked for, so that a run that is killed
 * has it, and once more with `endedAt`: the later one holds.
 */
export const provisionedVersionSchema = z
  .object({
    type: z.literal('provisioned'),
    block: z.number().int().describe('of the visit; of a load the number of its arm'),
    function: z.number().int().nonnegative().optional().describe('of a mix of functions: its number in the header'),
    memorySizeMB: zMegabytes,
    architecture: z.enum(ARCHITECTURES),
    concurrency,
    askedAt: zEpochMilliseconds.describe('billed from here on'),
    endedAt: zEpochMilliseconds.optional().describe('billed until here; missing where the clean-up ended it'),
    failed: z.string().optional().describe("why AWS could not make it, in AWS's words: all ran on demand"),
  })
  .describe('provisioned concurrency of one version of the run');
export type ProvisionedVersionLine = z.infer<typeof provisionedVersionSchema>;

/** The later line of a version holds. */
export function latestOfEach(lines: readonly ProvisionedVersionLine[]): readonly ProvisionedVersionLine[] {
  const keyOf = (it: ProvisionedVersionLine): string =>
    `${it.block} ${it.function ?? 0} ${it.memorySizeMB} ${it.architecture} ${it.askedAt}`;
  return [...new Map(lines.map((it) => [keyOf(it), it])).values()];
}
