import { LEVELS } from '../../../src/analysis/all-starts.js';
import { armsOf } from '../../../src/analysis/arms.js';
import { type Candidate, candidatesOf } from '../../../src/analysis/candidate.js';
import { choose } from '../../../src/analysis/choice.js';
import { grouped } from '../../../src/analysis/grouped.js';
import type { Result } from '../../../src/analysis/index.js';
import { regretsOf } from '../../../src/curve/index.js';
import type { Strategy } from '../../../src/scenario/index.js';
import { quantile } from '../../../src/statistics/index.js';
import type { Run } from './tune.js';

/**
 * The explorer's choice by the figures of the exhaustive run: its choice too; one that it cannot tell from its own, or from
 * one that meets the limit; one whose regret there is within what was asked for; one that is worse, as the explorer says that it may be; another; or
 * nothing that can be said.
 */
export type Agreement = 'the same' | 'tied' | 'within regret' | 'undecided' | 'WRONG' | 'too noisy';

export interface Verdict {
  readonly agreement: Agreement;
  /** How much worse it is than the best one there; undefined where that run does not say. */
  readonly regretRatio: number | undefined;
}

/** @param explored what exploring concluded */
export function verdictOn(explored: Result, exhaustive: Run): Verdict {
  const chosenMB = explored.recommendation?.memorySizeMB;
  const bestMB = exhaustive.result.recommendation?.memorySizeMB;
  if (chosenMB === undefined || bestMB === undefined) {
    return {
      agreement: isTold(explored) && isTold(exhaustive.result) ? bothOrNone(chosenMB, bestMB) : 'too noisy',
      regretRatio: undefined,
    };
  }
  const { tied, undecided, regretRatio } = standingThere(exhaustive, chosenMB);
  if (chosenMB === bestMB) return { agreement: 'the same', regretRatio };
  if (tied || undecided) return { agreement: 'tied', regretRatio };
  const { regret = null, isDecided = false } = explored.exploration ?? {};
  // A size that the host has kept from being measured says nothing against who chose it.
  if (regretRatio === undefined || regret === null) return { agreement: 'too noisy', regretRatio };
  if (regretRatio <= regret.targetRatio) return { agreement: 'within regret', regretRatio };
  return { agreement: !isDecided && regretRatio <= regret.boundRatio ? 'undecided' : 'WRONG', regretRatio };
}

/** Where neither found a size they agree that none meets the limit. */
const bothOrNone = (one: number | undefined, other: number | undefined): Agreement =>
  one === other ? 'the same' : 'WRONG';

/** Whatever it says, or leaves unsaid, comes from the function and not from the host. */
const isTold = ({ recommendation, warnings }: Result): boolean =>
  recommendation !== null || warnings.some(({ code }) => code === 'no-size-meets-limit');

interface Standing {
  readonly tied: boolean;
  readonly undecided: boolean;
  readonly regretRatio: number | undefined;
}

function standingThere({ recording, result }: Run, memorySizeMB: number): Standing {
  const { header, measurements } = recording;
  const candidates = candidatesOf(armsOf(header, measurements), result.sizes);
  const { tied, undecided } = choose(candidates, header.scenario.strategy);
  const has = (all: readonly Candidate[]): boolean => all.some(({ size }) => size.memorySizeMB === memorySizeMB);
  const index = candidates.findIndex(({ size }) => size.memorySizeMB === memorySizeMB);
  const figures = candidates.map((it) => figuresOf(it, header.scenario.strategy));
  return {
    tied: has(tied),
    undecided: has(undecided),
    regretRatio: regretsOf(figures, header.scenario.strategy)?.ratios[index],
  };
}

function figuresOf({ arm, size, cost, duration }: Candidate, strategy: Strategy) {
  const warm = grouped(arm.warm, ({ durationMs }) => durationMs);
  const costUsd = strategy.kind === 'monthly' ? (size.costPerMonthUsd?.mean ?? Number.POSITIVE_INFINITY) : cost.mean;
  const medianMs = duration.median;
  if (strategy.kind !== 'max-duration' || warm === undefined) return { costUsd, medianMs };
  return { costUsd, medianMs, limitedMs: size.allStarts?.value ?? quantile(warm.sample, LEVELS[strategy.percentile]) };
}
