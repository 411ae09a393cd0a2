import { z } from 'zod';
import { PHASE_KIND_NAMES, PHASE_KINDS, type PhaseKeys } from './phase-kinds.js';
import { rate, span } from './rate.js';

/*
 * One flat map for all kinds, though each has keys of its own: what a kind needs is said in `oneOf` for editors and in
 * resolve-phases.ts for problems, so that one mistake in a phase does not hide the others.
 */

const REQUESTS = 'a whole number from 1 to 1,000,000';
const CONCURRENCY = 'a whole number from 1 to 10,000';
const SPEED = 'a number above 0, such as 2 for twice as fast';
const COLUMN = 'the name of a column, or its number from 1 on';
const text = (expected: string) => z.string({ error: expected }).min(1, { error: expected });
const whole = (expected: string, max: number) =>
  z.number({ error: expected }).int({ error: expected }).min(1, { error: expected }).max(max, { error: expected });

const shape = {
  kind: z
    .enum(PHASE_KIND_NAMES, { error: `one of ${PHASE_KIND_NAMES.join(', ')}` })
    .optional()
    .describe('how requests arrive; all but `closed` wait for no answer'),
  name: text('a name').optional().describe('as results name the phase'),
  rate: rate.optional().describe('constant, poisson: `50/s`, `300/min`, or a number a second'),
  for: span().optional().describe('how long: `60s`, `5m`, `1h`, or a number of seconds'),
  from: rate.optional().describe('ramp, steps: the first rate'),
  to: rate.optional().describe('ramp, steps: the last rate'),
  by: rate.optional().describe('steps: the difference from one to the next'),
  each: span().optional().describe('steps: how long each lasts'),
  requests: whole(REQUESTS, 1_000_000).optional().describe('burst: how many are due at one moment'),
  file: text('the path of a file')
    .optional()
    .describe('trace: one timestamp a line (epoch seconds or milliseconds, or ISO 8601), or a CSV file'),
  column: z
    .union([text(COLUMN), whole(COLUMN, 10_000)], { error: COLUMN })
    .optional()
    .describe('trace: the column of a CSV file that holds the timestamps, by its name or its number from 1 on'),
  speed: z
    .number({ error: SPEED })
    .positive({ error: SPEED })
    .optional()
    .describe('trace: how much faster than it was recorded; 1 without it'),
  concurrency: whole(CONCURRENCY, 10_000)
    .optional()
    .describe('closed: requests under way at any time, each followed by the next when it is answered'),
};

const variant = ([kind, keys]: [string, PhaseKeys]) => ({
  type: 'object' as const,
  properties: { kind: { const: kind } },
  propertyNames: { enum: ['kind', 'name', ...keys.needs, ...(keys.may ?? [])] },
  required: ['kind', ...keys.needs],
});

export const PHASE = 'a phase, such as {kind: poisson, rate: 50/s, for: 60s}';

export const phaseSchema = z
  .strictObject(shape, { error: (issue) => (issue.code === 'unrecognized_keys' ? undefined : PHASE) })
  .meta({ oneOf: Object.entries(PHASE_KINDS).map(variant) });

export type PhaseEntry = z.output<typeof phaseSchema>;

/** One phase or a list of them. */
export const loadSchema = z.union([phaseSchema, z.array(phaseSchema).min(1, { error: 'at least one phase' })], {
  error: `${PHASE}, or a list of phases`,
});
