import type { PriceBook } from '../../pricing/index.js';
import type { ExplorationGoal } from '../../scenario/index.js';
import { POLICIES } from '../policies/index.js';
import { problemOf, type ReplayObjective } from './objective.js';
import type { RecordedCurve } from './recorded-curve.js';
import { type ReplayRun, replayRun } from './replay-run.js';
import { truthOf } from './truth.js';
import { withinBudget } from './within-budget.js';

/** How each curve is replayed. */
export interface ReplayTerms {
  readonly objective: ReplayObjective;
  /** By the names of `POLICIES`. */
  readonly policies: readonly string[];
  readonly repetitions: number;
  readonly goal: ExplorationGoal;
  readonly book: PriceBook;
  readonly seed: number;
}

/** Every policy, so many times, on one curve; undefined where no size of it meets the objective's limit. */
export function replayCurve(curve: RecordedCurve, terms: ReplayTerms): ReplayRun[] | undefined {
  const truth = truthOf(curve, problemOf(curve, terms));
  if (truth === undefined) return undefined;
  const coldPerVisit = curve.sizes.some(({ cold }) => cold !== undefined) ? 1 : 0;
  return terms.policies.flatMap((name) => {
    const make = POLICIES[name];
    if (make === undefined) throw new Error(`there is no policy ${name}`);
    return Array.from({ length: terms.repetitions }, (_, repetition) => {
      const problem = problemOf(curve, { ...terms, seed: terms.seed + repetition });
      return replayRun({
        curve,
        problem,
        truth,
        policy: withinBudget((it) => make(it, coldPerVisit), problem),
        repetition,
        seed: terms.seed,
      });
    });
  });
}
