import type { Result } from '../../../analysis/index.js';
import { type Decision, isSameCandidate } from '../../../curve/index.js';
import { formatAskedRatio, formatRatio } from '../../../units/index.js';
import { type Exploration, placeName, regretText, type Spending, spendings } from '../../wording/index.js';
import { formatCount, plural } from '../figures.js';
import { clean, clip, displayWidth, type Line, line } from '../layout/index.js';
import { bar } from '../progress-text.js';
import { elapsed } from '../remaining.js';
import type { NextVisit, RunProgress } from '../run-progress.js';

/** Nothing is measured any more: what is chosen by now stays chosen. */
export const isOver = ({ phase, result }: Pick<RunProgress, 'phase' | 'result'>): boolean =>
  phase === 'finishing' || phase === 'done' || (result.exploration?.stopped ?? null) !== null;

/** `★ 1,024 MB so far: costs at most 18.4 % more than the best candidate, 2 % asked for`. */
export function choiceLine(progress: RunProgress, { goal, decision }: Exploration, width: number): Line {
  const { result } = progress;
  const { chosen, regret, isDecided } = decision ?? { chosen: null, regret: null, isDecided: false };
  const target = formatAskedRatio(regret?.targetRatio ?? goal.regretRatio);
  if (decision === undefined || chosen === null) {
    const yet = isOver(progress) ? '' : ' yet';
    return line(clip(`Nothing can be chosen${yet}; regret of at most ${target} asked for`, width));
  }
  const name = `★ ${placeName(result, chosen)}${tieText(result, decision)}${isDecided || isOver(progress) ? '' : ' so far'}`;
  const tone = isDecided ? 'good' : 'strong';
  if (regret === null) return line(clip(name, width), tone);
  const bound = formatRatio(regret.boundRatio);
  const shortest = `★ ${placeName(result, chosen)}: regret ${bound}, asked ${target}`;
  const texts = [
    `${name}: ${regretText(result.scenario.strategy, regret.boundRatio)}, ${target} asked for`,
    `${name}: regret at most ${bound}, ${target} asked for`,
  ];
  return line(clip(texts.find((it) => displayWidth(it) <= width) ?? shortest, width), tone);
}

/** `, tied with 1,536 MB`, `, tied with 3 others`. */
function tieText(result: Result, { chosen, tied }: Decision): string {
  const others = tied.filter((it) => chosen === null || !isSameCandidate(it, chosen));
  const [first] = others;
  if (first === undefined) return '';
  return `, tied with ${others.length === 1 ? placeName(result, first) : `${formatCount(others.length)} others`}`;
}

/** `▲ 1,536 MB: the band is widest there`. */
export const nextLine = (result: Result, next: NextVisit, width: number): Line =>
  line(clip(`▲ ${placeName(result, next)}: ${clean(next.why)}`, width), 'tied');

const LEAST_BAR = 4;
const LONGEST_BAR = 16;

/** What is spent, with a bar where there is a limit: `14/120 invocations ██░░  $0.0001/$0.0500 █░░░  21 s`. */
export function budgetLine(progress: RunProgress, exploration: Exploration, width: number): Line {
  const all = spendings(progress.result, exploration, elapsed(progress));
  const texts = all.map(spendingText);
  const bars = all.filter(({ ratio }) => ratio !== undefined).length;
  const taken = texts.reduce((total, it) => total + displayWidth(it), 2 * (texts.length - 1));
  const room = bars === 0 ? 0 : Math.min(LONGEST_BAR, Math.floor((width - taken - bars) / bars));
  const drawn = all.map(({ ratio }, index) =>
    ratio === undefined || room < LEAST_BAR ? texts[index] : `${texts[index]} ${bar(ratio, room)}`,
  );
  return line(clip(drawn.join('  '), width), all.some(({ ratio = 0 }) => ratio >= 0.9) ? 'warn' : 'plain');
}

function spendingText({ name, spent, limit }: Spending): string {
  const amount = limit === undefined ? spent : `${spent}/${limit}`;
  return name === 'invocations' ? `${amount} invocations` : amount;
}

/** `cold 4  warm 10  errors 0  disturbed 2`: without the plan that there is none of. */
export function countsLine(progress: RunProgress, width: number): Line {
  const { cold, warm, errors, disturbed, done, result } = progress;
  const share = errors > 0 && done > 0 ? ` (${formatRatio(errors / done)})` : '';
  const noise = disturbed === 0 ? '' : `  disturbed ${formatCount(disturbed)}`;
  const looks = result.exploration?.regret?.looks ?? 0;
  const looked = looks === 0 ? '' : `  ${plural(looks, 'look')} at the data`;
  const text = `cold ${formatCount(cold)}  warm ${formatCount(warm)}  errors ${formatCount(errors)}${share}${noise}${looked}`;
  return line(clip(text, width), errors > 0 ? 'warn' : 'plain');
}
