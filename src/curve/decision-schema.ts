import { z } from 'zod';
import { ARCHITECTURES } from '../pricing/index.js';
import { zMegabytes, zMilliseconds, zRatio, zUsd } from '../recording/index.js';

const candidate = z.object({ memorySizeMB: zMegabytes, architecture: z.enum(ARCHITECTURES) });

/** Mean of what is believed, and the band that holds the truth at the confidence asked for, as far as the model is right. */
const banded = <Unit extends z.ZodType<number>>(unit: Unit) =>
  z.object({
    mean: unit,
    low: unit.describe('of the band that holds the true mean, at the confidence of the regret bound'),
    high: unit,
  });

const point = candidate.extend({
  n: z.number().int().nonnegative().describe('warm invocations that were measured there; 0: predicted from the others'),
  durationMs: banded(zMilliseconds).describe('mean warm Duration'),
  costPerMillionUsd: banded(zUsd).describe('at the scenario’s cold share'),
  chanceBest: zRatio.describe('chance that no other candidate is better by what the strategy wants'),
  chanceMeets: zRatio.optional().describe('chance that it meets the limit of the strategy, where it has one'),
});
/** One memory size on the curve, measured or predicted. */
export type CurvePoint = z.infer<typeof point>;

/** What the measurements so far say of every candidate, and how safe the choice between them is. */
export const decisionSchema = z.object({
  stopped: z
    .enum(['decided', 'budget', 'max-invocations', 'max-time', 'exhausted'])
    .nullable()
    .describe('why exploring ended; null while it goes on, or when the user or trouble ended it'),
  chosen: candidate.nullable().describe('always one that was measured'),
  tied: z.array(candidate).describe('measured ones that cannot be told apart from the chosen one, which goes first'),
  isDecided: z.boolean().describe('the regret bound is below the regret asked for'),
  regret: z
    .object({
      targetRatio: zRatio,
      boundRatio: z.number().nonnegative().describe('how much worse than the best candidate the chosen one may be'),
      confidenceRatio: zRatio.describe('with which the bound holds, all looks at the data paid for'),
      looks: z.number().int().nonnegative(),
    })
    .nullable()
    .describe('null as long as nothing can be chosen'),
  curve: z
    .array(point)
    .describe('in rising order, by architecture: measured sizes, and as many predicted ones as draw the curve'),
  frontier: z
    .array(candidate)
    .describe('those of the curve that no other point beats in both mean cost and mean duration, from cheap to fast'),
  undecided: z
    .array(candidate)
    .describe('points of the curve that may still be better by more than the regret asked for'),
  toDecide: z
    .object({ invocations: z.number().int(), usd: zUsd })
    .nullable()
    .describe('about what deciding it would cost; null when it is decided, or when it cannot be said'),
  shape: z.string().describe('one phrase: what the curve is believed to be, such as "CPU-bound up to one vCPU"'),
  doubts: z.array(z.string()).describe('where measurements contradicted what the model believed; one sentence each'),
});
export type Decision = z.infer<typeof decisionSchema>;
