import type { LoadResult } from '../../../analysis/index.js';
import { formatUsd } from '../../../units/index.js';
import {
  armName,
  atLeast,
  gbSecondsText,
  keptText,
  phasesText,
  sentence,
  simulatedText,
  verdictCount,
  viaText,
} from '../../wording/index.js';
import { timeText } from '../figures.js';
import { fact } from '../headline.js';
import { html, type Markup } from '../markup.js';

const count = (value: number): string => value.toLocaleString('en-US');

/** What was loaded, which size to take, and what holds. */
export function loadHeadline(result: LoadResult): Markup {
  const { load, startedAt } = result;
  const simulated = simulatedText(result);
  return html`<header>
<p class="eyebrow">Kelvin load <span aria-hidden="true">·</span> ${load.name} <span aria-hidden="true">·</span> <time datetime="${startedAt}">${timeText(startedAt)}</time></p>
<h1><span class="subject">${subject(result)}</span> ${answer(result)}</h1>
<p class="lead">${lead(result)}</p>
${simulated === undefined ? null : html`<p class="notice severe"><strong>${simulated}</strong></p>\n`}<dl class="facts">
${fact('Load', sentence(phasesText(load)), `by ${viaText(load.via)}`)}${thresholdFact(result)}${requestsFact(result)}${fact('Spent', result.priceBook === null ? 'not known' : atLeast(result.spent, formatUsd(result.spent.usd)), spentDetail(result))}</dl>
</header>
`;
}

function subject({ functions, load }: LoadResult): string {
  if (functions.length === 0) return load.via.origin ?? 'a URL';
  return functions.map(({ name }) => name).join(', ');
}

function answer(result: LoadResult): string {
  const { choice, arms } = result;
  if (choice !== null) return armName(result, choice);
  const [only] = arms;
  if (arms.length === 1 && only !== undefined && only.memorySizeMB !== null) return armName(result, only);
  return arms.length > 1 ? 'No memory size picked' : 'Under load';
}

/** The analysis's sentence on the choice; else what is to be read first. */
function lead({ choice, load, arms }: LoadResult): string {
  if (choice !== null) return choice.reason;
  if (arms.length === 0) return 'The run ended before anything was sent.';
  return load.description ?? `${sentence(phasesText(load))}`;
}

function thresholdFact(result: LoadResult): Markup | null {
  if (result.thresholds.length === 0) return null;
  const { met, missed, undecided } = verdictCount(result);
  const others = [missed === 0 ? [] : [`${missed} missed`], undecided === 0 ? [] : [`${undecided} undecided`]].flat();
  return fact(
    'Thresholds',
    `${met} of ${result.thresholds.length} met`,
    others.length === 0 ? undefined : others.join(', '),
  );
}

function requestsFact({ arms }: LoadResult): Markup {
  const sum = (of: (arm: LoadResult['arms'][number]) => number): number =>
    arms.reduce((total, arm) => total + of(arm), 0);
  const failed = sum(({ total }) => total.counts.failed);
  const lost = sum(({ total }) => total.counts.open + total.counts.dropped);
  const detail = [`${count(failed)} failed`, ...(lost === 0 ? [] : [`${count(lost)} open at the end or never sent`])];
  return fact('Requests', count(sum(({ total }) => total.counts.due)), detail.join(', '));
}

function spentDetail({ spent, target, priceBook }: LoadResult): string {
  if (priceBook === null) return 'no price is known';
  const gbSeconds = gbSecondsText(spent, { maximumFractionDigits: 1 });
  return `${gbSeconds}${keptText(spent)}${target.kind === 'emulator' ? '; at AWS’s list price, the emulator is free' : ''}`;
}
