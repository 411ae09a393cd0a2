import { z } from 'zod';
import type { Measurement } from '../recording/index.js';

export const allowedErrorsSchema = z
  .array(z.object({ errorType: z.string(), count: z.number().int().positive() }))
  .describe('errors of the function that count as answers, and are in the figures');
export type AllowedErrors = z.infer<typeof allowedErrorsSchema>;

/** Each type once with its count, the most frequent first. */
export function countedErrors(types: Iterable<string>): AllowedErrors {
  const counts = new Map<string, number>();
  for (const type of types) counts.set(type, (counts.get(type) ?? 0) + 1);
  return mostFirst(counts);
}

/** The same of what was counted already. */
export function allErrors(counted: readonly AllowedErrors[]): AllowedErrors {
  const counts = new Map<string, number>();
  for (const { errorType, count } of counted.flat()) counts.set(errorType, (counts.get(errorType) ?? 0) + count);
  return mostFirst(counts);
}

const mostFirst = (counts: ReadonlyMap<string, number>): AllowedErrors =>
  [...counts].map(([errorType, count]) => ({ errorType, count })).sort((a, b) => b.count - a.count);

export const allowedErrorsOf = (measurements: readonly Measurement[]): AllowedErrors =>
  countedErrors(
    measurements.flatMap(({ outcome }) =>
      outcome.kind === 'completed' && outcome.allowedError !== undefined ? [outcome.allowedError] : [],
    ),
  );
