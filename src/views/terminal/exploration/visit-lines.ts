import { formatRatio } from '../../../units/index.js';
import { type Exploration, placeName, spendings, spendingsText } from '../../wording/index.js';
import { formatCount } from '../figures.js';
import { clean, type Line, paragraph } from '../layout/index.js';
import { elapsed } from '../remaining.js';
import type { RunProgress } from '../run-progress.js';
import { isOver } from './status.js';

/** `best so far 1,024 MB, regret at most 18.4 %`. */
function boundText(progress: RunProgress, { decision }: Exploration): string {
  const { chosen = null, regret = null } = decision ?? {};
  const goesOn = !isOver(progress);
  if (chosen === null) return `nothing can be chosen${goesOn ? ' yet' : ''}`;
  const bound = regret === null ? '' : `, regret at most ${formatRatio(regret.boundRatio)}`;
  return `${goesOn ? 'best so far' : 'chosen'} ${placeName(progress.result, chosen)}${bound}`;
}

/** What was spent, and what is known for it. */
const stateText = (progress: RunProgress, exploration: Exploration): string =>
  `${spendingsText(spendings(progress.result, exploration, elapsed(progress)))}: ${boundText(progress, exploration)}`;

/**
 * Of a visit that begins: where, why, and the bound so far. One line where it fits; what does not goes on below it, as in
 * a log a reason that is cut off is none.
 */
export function visitLines(progress: RunProgress, exploration: Exploration, width: number): Line[] {
  const { result, next } = progress;
  const where = next === undefined ? '' : `; next ${placeName(result, next)}: ${clean(next.why)}`;
  return paragraph(`${stateText(progress, exploration)}${where}`, width, 'plain', '  ');
}

/** The same at the end, with what became of the invocations. */
export function lastVisitLines(progress: RunProgress, exploration: Exploration, width: number): Line[] {
  const { cold, warm, errors, disturbed } = progress;
  const noise = disturbed === 0 ? '' : `, disturbed ${formatCount(disturbed)}`;
  const counts = `cold ${formatCount(cold)}, warm ${formatCount(warm)}, errors ${formatCount(errors)}${noise}`;
  return paragraph(`${stateText(progress, exploration)}; ${counts}`, width, 'plain', '  ');
}

/** Another visit has begun: elsewhere or for another reason, or with more known than before. */
export const isAnotherVisit = (last: RunProgress, { next, done, result }: RunProgress): boolean =>
  next !== undefined &&
  (last.next?.memorySizeMB !== next.memorySizeMB ||
    last.next.architecture !== next.architecture ||
    last.next.why !== next.why ||
    (done > last.done && result !== last.result));
