import { type Recommendation, type Result, sizeName, sizeNames } from '../../analysis/index.js';
import { describeStrategy } from '../../scenario/index.js';
import { formatAskedRatio, formatRatio, formatUsd } from '../../units/index.js';
import {
  atLeast,
  type Change,
  confidenceText,
  costChange,
  currentName,
  durationChange,
  explorationOf,
  gbSecondsText,
  isUnchanged,
  keptText,
  sentence,
  simulatedText,
  sortedWarnings,
  spendings,
  spendingsText,
} from '../wording/index.js';
import { timeText } from './figures.js';
import { html, type Markup } from './markup.js';

/** What to do, why, and against what: the part that is read when nothing else is. */
export function headline(result: Result): Markup {
  const { recommendation } = result;
  const answer = recommendation === null ? 'No recommendation' : sizeName(result, recommendation);
  return html`<header>
<p class="eyebrow">Kelvin report <span aria-hidden="true">·</span> ${result.scenario.name} <span aria-hidden="true">·</span> <time datetime="${result.startedAt}">${timeText(result.startedAt)}</time></p>
<h1><span class="subject">${result.function.name}</span> ${answer}</h1>
<p class="lead">${recommendation?.reason ?? whyNothing(result)}</p>
${simulatedBanner(result)}<dl class="facts">
${fact('Strategy', recommendation?.strategy ?? describeStrategy(result.scenario.strategy))}
${recommendation === null ? null : [fact('Tied set', tiedText(result, recommendation)), ...versusFacts(recommendation)]}
${regretFact(result)}${fact('Spent', atLeast(result.spent, formatUsd(result.spent.usd)), spentDetail(result))}
</dl>
</header>
`;
}

/** Right below the answer, in words and in a frame: the same report is made of what was measured. */
function simulatedBanner(result: Result): Markup | null {
  const text = simulatedText(result);
  return text === undefined ? null : html`<p class="notice severe"><strong>${text}</strong></p>\n`;
}

/** Of a run that explored. */
function regretFact(result: Result): Markup | null {
  const exploration = explorationOf(result);
  const regret = exploration?.decision?.regret;
  if (exploration === undefined || regret === null || regret === undefined) return null;
  const detail = `${confidenceText(exploration)} confidence, ${formatAskedRatio(regret.targetRatio)} asked for`;
  return fact('Regret', `at most ${formatRatio(regret.boundRatio)}`, detail);
}

function spentDetail(result: Result): string {
  const { spent, target } = result;
  const exploration = explorationOf(result);
  const gbSeconds = gbSecondsText(spent, { maximumFractionDigits: 1 });
  const ifAws = target.kind === 'emulator' ? '; at AWS’s list price, the emulator is free' : '';
  if (exploration !== undefined)
    return `${spendingsText(spendings(result, exploration))}; ${gbSeconds}${keptText(spent)}${ifAws}`;
  return `${spent.invocations.toLocaleString('en-US')} invocations, ${gbSeconds}${keptText(spent)}${ifAws}`;
}

export const fact = (name: string, value: string, detail?: string): Markup =>
  html`<div><dt>${name}</dt><dd>${value}${detail === undefined ? null : html`<small>${detail}</small>`}</dd></div>
`;

function whyNothing(result: Result): string | null {
  const { whyNothing: warning } = sortedWarnings(result);
  return warning === undefined ? null : `${sentence(warning.message)} ${sentence(warning.hint)}`;
}

const tiedText = (result: Result, { tied }: Recommendation): string =>
  tied.length < 2 ? 'none: it stands alone' : sizeNames(result, tied);

function versusFacts(recommendation: Recommendation): Markup[] {
  const { versusCurrent: change } = recommendation;
  if (change === null) return [fact('Versus current size', 'not measured or not known')];
  if (isUnchanged(recommendation)) return [fact('Versus current size', 'it is the current size')];
  const from = `versus ${currentName(change)}`;
  return [
    changeFact(`Cost ${from}`, costChange(change), change.note),
    changeFact(`Duration ${from}`, durationChange(change), change.note),
  ];
}

const changeFact = (name: string, { value, interval }: Change, note: string | undefined): Markup =>
  fact(name, value, [interval ?? 'no interval', ...(note === undefined ? [] : [note])].join(': '));
