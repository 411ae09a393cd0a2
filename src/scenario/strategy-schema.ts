import { z } from 'zod';
import { requestsPerMonth } from './measuring-parts.js';
import { map, matching, share } from './schema-parts.js';
import { parseDurationLimit, type Strategy } from './strategy.js';

const LIMIT = 'a limit at p50, p90, p95 or p99, such as p95=200ms';

const durationLimit = matching(LIMIT, /^p(50|90|95|99)\s*=\s*\d+(\.\d+)?\s*(ms|s|m)?$/).transform((value, context) => {
  const limit = parseDurationLimit(value);
  if (limit !== undefined) return limit;
  context.addIssue(LIMIT);
  return z.NEVER;
});

const whichStarts = z
  .enum(['warm', 'all'], { error: 'warm or all' })
  .optional()
  .describe('all: warm starts and, by `coldShare`, cold ones with their Init Duration; default: warm');

export const STRATEGY = 'cheapest, fastest, balanced, {within: 5%}, {maxDuration: p95=200ms} or {monthly: 30M}';

export const strategySchema = z.union(
  [
    z.enum(['cheapest', 'fastest', 'balanced'], { error: STRATEGY }).transform((kind): Strategy => ({ kind })),
    map(STRATEGY, { within: share }).transform(({ within }): Strategy => ({ kind: 'within', costRatio: within })),
    map(STRATEGY, { maxDuration: durationLimit, of: whichStarts }).transform(
      ({ maxDuration, of }): Strategy => ({ kind: 'max-duration', ...maxDuration, ...(of === 'all' ? { of } : {}) }),
    ),
    map(STRATEGY, { monthly: requestsPerMonth }).transform(
      ({ monthly }): Strategy => ({ kind: 'monthly', requestsPerMonth: monthly }),
    ),
  ],
  { error: STRATEGY },
);
