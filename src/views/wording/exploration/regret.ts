import type { Result } from '../../../analysis/index.js';
import type { Decision } from '../../../curve/index.js';
import { formatAskedRatio, formatRatio, formatUsd } from '../../../units/index.js';
import { formatClock } from '../clock.js';
import { sentence } from '../sentence.js';
import { confidenceText, type Exploration } from './goal.js';
import { placesText } from './points.js';

/** The warning whose hint says what deciding it would cost, and how to let it. */
const UNDECIDED = 'regret-undecided';

type Strategy = Result['scenario']['strategy'];

/** `costs at most 1.62 % more than the best candidate`: how much worse the chosen size may be. */
export function regretText(strategy: Strategy, boundRatio: number): string {
  const bound = formatRatio(boundRatio);
  switch (strategy.kind) {
    case 'cheapest':
      return `costs at most ${bound} more than the best candidate`;
    case 'fastest':
      return `takes at most ${bound} longer than the best candidate`;
    case 'balanced':
      return `is at most ${bound} worse in cost times duration than the best candidate`;
    case 'within':
      return `takes at most ${bound} longer than the fastest candidate within the cost, or is beyond that cost by no more`;
    case 'max-duration':
      return `costs at most ${bound} more than the cheapest candidate within the limit, or misses the limit by no more`;
    case 'monthly':
      return `costs at most ${bound} more a month than the best candidate`;
  }
}

/**
 * The regret bound with all that belongs to it: how sure, what was asked, and what it is a bound over. Undefined while
 * nothing can be chosen.
 */
export function regretSentence({ scenario: { strategy } }: Result, exploration: Exploration): string | undefined {
  const { decision } = exploration;
  const regret = decision?.regret;
  if (decision === undefined || regret === null || regret === undefined) return undefined;
  const asked = `${formatAskedRatio(regret.targetRatio)} asked for`;
  const looks = regret.looks > 1 ? `; ${regret.looks} looks at the data are paid for` : '';
  const standing = decision.isDecided ? `within the ${asked}` : `not yet within the ${asked}`;
  return `It ${regretText(strategy, regret.boundRatio)}, with ${confidenceText(exploration)} confidence: ${standing}${looks}.`;
}

/** Why exploring ended, in words; undefined while it goes on, or where the user or trouble ended it. */
export function stoppedText({ goal, decision, endDetail }: Exploration): string | undefined {
  switch (decision?.stopped) {
    case 'decided':
      return `Stopped because ${decision.chosen === null ? 'no candidate meets the limit' : 'the choice is safe'}.`;
    case 'budget':
      return `Stopped because the budget${goal.budgetUsd === undefined ? '' : ` of ${formatUsd(goal.budgetUsd)}`} is spent.`;
    case 'max-invocations':
      return `Stopped because ${goal.maxInvocations === undefined ? 'the invocations' : `${goal.maxInvocations.toLocaleString('en-US')} invocations`} are made.`;
    case 'max-time':
      return `Stopped because ${goal.maxTimeMs === undefined ? 'the time is' : `${formatClock(goal.maxTimeMs)} are`} over.`;
    case 'exhausted':
      return `Stopped because ${endDetail ?? 'more invocations would not decide it'}.`;
    default:
      return undefined;
  }
}

/** What is undecided and what deciding it would cost; undefined when nothing is. */
export function undecidedSentence(result: Result, exploration: Exploration): string | undefined {
  const { decision, goal } = exploration;
  // Where nothing ran there is nothing to decide between.
  if (decision === undefined || decision.isDecided || decision.chosen === null) return undefined;
  const { undecided, toDecide } = decision;
  const target = formatAskedRatio(decision.regret?.targetRatio ?? goal.regretRatio);
  const cost = costToDecide(result, toDecide);
  if (undecided.length === 0) return `Undecided. ${cost}`;
  return `Undecided: ${placesText(result, decision, undecided)} may still be better by more than ${target}. ${cost}`;
}

/** Where the analysis has a hint, it says it, and how to let it be measured. */
function costToDecide({ warnings }: Result, toDecide: Decision['toDecide']): string {
  const hint = warnings.find(({ code }) => code === UNDECIDED)?.hint;
  if (toDecide === null) {
    return ['What deciding it would cost cannot be said.', ...(hint === undefined ? [] : [sentence(hint)])].join(' ');
  }
  if (hint !== undefined) return sentence(hint);
  return `Deciding it would take about ${toDecide.invocations.toLocaleString('en-US')} more invocations and ${formatUsd(toDecide.usd)}.`;
}
