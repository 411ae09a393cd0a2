import { z } from 'zod';
import { CHECK_METRICS, type CheckMetric } from '../../units/index.js';
import * as measuring from '../measuring-parts.js';
import * as part from '../schema-parts.js';
import type { AskedCheck, AskedLimits } from './check-goal.js';
import { expectedLimits, parseLimits } from './limits-text.js';

const MAX_COLD = 'a whole number from 10 to 1,000';
const WARM = 'a whole number from 0 to 1,000';
const AT_A_TIME = 'a whole number from 1 to 100';
const INCONCLUSIVE = 'pass or fail';

/** Before ten on each side nobody looks. */
const FEWEST = 10;

function limitsSchema(metric: CheckMetric) {
  const expected = expectedLimits(metric);
  return z
    .string({ error: expected })
    .transform((written, context): AskedLimits => {
      const limits = parseLimits(metric, written);
      if (limits !== undefined) return limits;
      context.addIssue(expected);
      return z.NEVER;
    })
    .optional();
}

const limitsShape = Object.fromEntries(CHECK_METRICS.map((metric) => [metric, limitsSchema(metric)])) as Record<
  CheckMetric,
  ReturnType<typeof limitsSchema>
>;

/** `{initDuration: 10%, packageSize: off}` */
const limits = part.map('a map from metrics to limits, such as {initDuration: 10%}', limitsShape);

/** What the command line can say too. */
export const checkSettings = {
  limits: limits
    .optional()
    .describe('how much each metric may rise: past a share and past an amount; default: 5% and 5ms of Init Duration'),
  confidence: measuring.confidence.optional().describe('how sure a verdict must be, over all metrics; default: 95%'),
  maxColdStarts: part
    .whole(MAX_COLD, FEWEST, 1000)
    .optional()
    .describe('on each side, at each memory size; default: 100. Most checks need 10 to 30'),
  warm: part.whole(WARM, 0, 1000).optional().describe('warm invocations after each cold start; default: 5'),
  atATime: part
    .whole(AT_A_TIME, 1, 100)
    .optional()
    .describe('cold starts of one version at a time; default: 1 on the emulator, 5 elsewhere'),
  budget: measuring.budget.optional().describe('US dollars to spend at most, by the price book, such as $0.05'),
  maxTime: measuring.maxTime.optional().describe('to measure at most, such as 5m'),
  inconclusive: z
    .enum(['pass', 'fail'], { error: INCONCLUSIVE })
    .optional()
    .describe('whether a check that decides nothing passes; default: fail'),
};

export const checkSchema = part.map('a map of limits, maxColdStarts, warm and the like', checkSettings).transform(
  ({ confidence, budget, maxTime, ...rest }): AskedCheck => ({
    ...withoutMissing(rest),
    ...(confidence === undefined ? {} : { confidenceRatio: confidence }),
    ...(budget === undefined ? {} : { budgetUsd: budget }),
    ...(maxTime === undefined ? {} : { maxTimeMs: maxTime }),
  }),
);

type Known<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** Without the keys whose value is not there. */
export const withoutMissing = <T extends object>(all: T): Known<T> =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Known<T>;
