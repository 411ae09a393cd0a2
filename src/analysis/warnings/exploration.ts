import type { Decision } from '../../curve/index.js';
import type { Header } from '../../recording/index.js';
import { formatAskedRatio, formatMilliseconds, formatRatio, formatUsd } from '../../units/index.js';
import type { Warning } from '../result-schema.js';
import { sizeName, someSizeNames } from '../size-name.js';
import { type Findings, warnIf } from './findings.js';

type Goal = NonNullable<Header['scenario']['exploration']>;

/** About what Kelvin chose itself to measure: whether that was enough, and whether what it believed was borne out. */
export function explorationWarnings({ exploration: decision, recording }: Findings): Warning[] {
  const goal = recording.header.scenario.exploration;
  if (decision === undefined || goal === undefined) return [];
  const { doubts, chosen, isDecided } = decision;
  return [
    ...warnIf(
      chosen !== null && !isDecided,
      'regret-undecided',
      undecidedText(decision, goal, recording.end?.detail),
      undecidedHint(decision),
    ),
    ...warnIf(
      doubts.length > 0,
      'model-contradicted',
      `measurements contradicted what was expected of the curve: ${doubts.join('; ')}`,
      'there the measurements count and what was expected does not: nothing to do, but look at the curve',
    ),
  ];
}

/** `the budget of $0.05 is spent, and 512 MB may be up to 7.1 % worse than the best, where 2 % was asked for; …`. */
function undecidedText(decision: Decision, goal: Goal, detail: string | undefined): string {
  const { chosen, regret, undecided } = decision;
  if (chosen === null) return '';
  const among = { sizes: decision.curve };
  const bound =
    regret === null
      ? 'nothing is known of how much worse than the best it may be'
      : `${sizeName(among, chosen)} may be up to ${formatRatio(regret.boundRatio)} worse than the best, where ${formatAskedRatio(regret.targetRatio)} was asked for`;
  const which = undecided.length === 0 ? '' : `; still undecided: ${someSizeNames(among, undecided)}`;
  return `${endText(decision.stopped, goal, detail)}, and ${bound}${which}`;
}

function endText(
  stopped: Decision['stopped'],
  { budgetUsd, maxInvocations, maxTimeMs }: Goal,
  detail: string | undefined,
): string {
  switch (stopped) {
    case 'budget':
      return `the budget${budgetUsd === undefined ? '' : ` of ${formatUsd(budgetUsd)}`} is spent`;
    case 'max-invocations':
      return `the ${maxInvocations === undefined ? 'invocations' : `${maxInvocations.toLocaleString('en-US')} invocations`} that were allowed are made`;
    case 'max-time':
      return `the time${maxTimeMs === undefined ? '' : ` of ${formatMilliseconds(maxTimeMs)}`} is over`;
    case 'exhausted':
      return detail ?? 'more of the same measurements would not decide it';
    default:
      return 'the run has not come to its end';
  }
}

function undecidedHint({ stopped, toDecide }: Decision): string {
  const less = 'ask for less with --regret 5%';
  if (stopped === 'exhausted') return `run it on a quieter host or at another time, or ${less}`;
  const raise = {
    budget: ', with a larger --budget',
    'max-invocations': ', with more --max-invocations',
    'max-time': ', with a longer --max-time',
  };
  const flag = stopped === null || stopped === 'decided' ? '' : raise[stopped];
  return toDecide === null
    ? `let it measure more${flag}, or ${less}`
    : `deciding it would take about ${toDecide.invocations.toLocaleString('en-US')} more invocations, ${formatUsd(toDecide.usd)}: run it again${flag}, or ${less}`;
}
