import { describeStrategy } from '../../../scenario/index.js';
import type { Warning } from '../../result-schema.js';
import { whyNot } from '../candidate.js';
import { type LoadFindings, warnIf } from '../load-findings.js';
import { armNames } from './names.js';

/** About the size that was chosen, or why there is none. */
export function choiceWarnings({ header, result, choice }: LoadFindings): Warning[] {
  const sized = result.arms.filter(({ memorySizeMB }) => memorySizeMB !== null);
  if (sized.length < 2) return [];
  const out = sized.flatMap((arm) => {
    const reason = whyNot(arm);
    return reason === undefined ? [] : [`${armNames(result, [arm])} (${reason})`];
  });
  const undecided = choice.undecided.map(({ arm }) => arm);
  return [
    ...warnIf(
      out.length > 0,
      choice.tied.length === 0 ? 'no-choice' : 'sizes-left-out',
      `${choice.tied.length === 0 ? 'no memory size can be chosen: ' : 'not to be chosen: '}${out.join(', ')}`,
      'mend the cause and run the load again, or lower the rate',
    ),
    ...warnIf(
      undecided.length > 0,
      'choice-undecided',
      `${armNames(result, undecided)} may or may not meet "${describeStrategy(header.load.strategy)}": the interval holds the limit`,
      'let the load last longer',
    ),
    ...warnIf(
      choice.tied.length > 1,
      'choice-tied',
      `${armNames(
        result,
        choice.tied.map(({ arm }) => arm),
      )} cannot be told apart under this load`,
      'let the load last longer, or take the first: its cost is surest',
    ),
  ];
}
