import type { Recommendation, Result } from '../../analysis/index.js';
import { describeStrategy } from '../../scenario/index.js';
import { formatMegabytes, formatPercentChange, formatUsd } from '../../units/index.js';
import { listText, sizeName, spanText, timeText } from './figures.js';
import { html, type Markup } from './markup.js';

/** What to do, why, and against what: the part that is read when nothing else is. */
export function headline(result: Result): Markup {
  const { recommendation } = result;
  const answer = recommendation === null ? 'No recommendation' : sizeName(result, recommendation);
  return html`<header>
<p class="eyebrow">Kelvin report <span aria-hidden="true">·</span> ${result.scenario.name} <span aria-hidden="true">·</span> <time datetime="${result.startedAt}">${timeText(result.startedAt)}</time></p>
<h1><span class="subject">${result.function.name}</span> ${answer}</h1>
<p class="lead">${recommendation?.reason ?? 'No memory size was measured well enough to recommend one.'}</p>
<dl class="facts">
${fact('Strategy', recommendation?.strategy ?? describeStrategy(result.scenario.strategy))}
${recommendation === null ? null : [fact('Tied set', tiedText(recommendation)), ...versusFacts(recommendation)]}
${fact('Spent', formatUsd(result.spent.usd), spentDetail(result))}
</dl>
</header>
`;
}

function spentDetail({ spent, target }: Result): string {
  const gbSeconds = spent.billedGbSeconds.toLocaleString('en-US', { maximumFractionDigits: 1 });
  const ifAws = target.kind === 'emulator' ? '; at AWS’s list price, the emulator is free' : '';
  return `${spent.invocations.toLocaleString('en-US')} invocations, ${gbSeconds} GB-s${ifAws}`;
}

const fact = (name: string, value: string, detail?: string): Markup =>
  html`<div><dt>${name}</dt><dd>${value}${detail === undefined ? null : html`<small>${detail}</small>`}</dd></div>
`;

function tiedText({ tiedMemorySizesMB: tied }: Recommendation): string {
  return tied.length < 2 ? 'none: it stands alone' : listText(tied.map(formatMegabytes));
}

function versusFacts({ versusCurrent: change, memorySizeMB }: Recommendation): Markup[] {
  if (change === null) return [fact('Versus current size', 'not measured or not known')];
  if (change.currentMemorySizeMB === memorySizeMB) return [fact('Versus current size', 'it is the current size')];
  const from = `versus ${formatMegabytes(change.currentMemorySizeMB)}`;
  return [
    changeFact(`Cost ${from}`, change.costPercent, change.costPercentLow, change.costPercentHigh),
    changeFact(`Duration ${from}`, change.durationPercent, change.durationPercentLow, change.durationPercentHigh),
  ];
}

const changeFact = (name: string, percent: number, low: number | null, high: number | null): Markup =>
  fact(
    name,
    formatPercentChange(percent),
    low === null || high === null ? 'too few values for an interval' : spanText(formatPercentChange, low, high),
  );
