import type { Chart } from '../../../src/views/html/charts/index.js';
import { framed } from '../../../src/views/html/frame.js';
import { html, type Markup } from '../../../src/views/html/markup.js';
import type { Band } from './aws-band.js';
import { staircaseChart } from './staircase-chart.js';
import { boundText, COLUMNS, cellsOf } from './table.js';
import { isMeasured, type Measured, type Outcome, together, verdictOf } from './verdict.js';

/** What the report's head says of the host and the moment. */
export interface Circumstances {
  readonly at: string;
  readonly host: string;
  readonly limits: string;
  readonly burning: boolean;
}

export const STAIRCASE = 'CPU staircase';

/** All parts as one page: verdicts, the staircase as a chart, a table a part. */
export function renderFidelity(
  outcomes: readonly Outcome[],
  band: readonly Band[],
  about: Circumstances,
): Promise<string> {
  const staircase = outcomes.filter(isMeasured).find(({ set }) => set.title === STAIRCASE);
  const charts = staircase === undefined ? [] : [staircaseChart(staircase.set.figures, band)];
  return framed('Kelvin fidelity', html`${head(outcomes, about)}${charts.map(figure)}${outcomes.map(section)}`, charts);
}

const head = (outcomes: readonly Outcome[], about: Circumstances): Markup => html`<header>
<p class="eyebrow">Kelvin fidelity, ${about.at}</p>
<h1><span class="subject">the emulator against AWS</span> ${together(outcomes.map(verdictOf))}</h1>
<p class="lead">${about.host}; ${about.limits}${about.burning ? '; another process had one core busy' : ''}.</p>
<dl class="facts">
${outcomes.map((it) => html`<div><dt>${titleOf(it)}</dt><dd>${verdictOf(it)}${details(it)}</dd></div>\n`)}</dl>
</header>
`;

const titleOf = (it: Outcome): string => (isMeasured(it) ? it.set.title : it.title);

const details = (it: Outcome): Markup =>
  isMeasured(it)
    ? html`${it.set.bounds.map((bound) => html`<small>${boundText(bound)}</small>`)}`
    : html`<small>${it.reason}</small>`;

const figure = ({ id, title, caption, description }: Chart): Markup => html`<section>
<figure>
<figcaption><h3>${title}</h3><p>${caption}</p></figcaption>
<div role="img" aria-label="${description}"><div class="chart" id="${id}"></div></div>
</figure>
</section>
`;

const section = (it: Outcome): Markup => (isMeasured(it) ? table(it) : html``);

const table = ({ set: { title, source, figures, notes } }: Measured): Markup => html`<section>
<h2>${title}</h2>
<p class="footnote">${source}</p>
<div class="scroll" role="region" tabindex="0" aria-label="${title}">
<table>
<thead><tr>${COLUMNS.map((name, index) => html`<th scope="col"${isNumber(index)}>${name}</th>`)}</tr></thead>
<tbody>
${figures.map((row) => html`<tr>${cellsOf(row).map((cell, index) => html`<td${isNumber(index)}>${cell}</td>`)}</tr>\n`)}</tbody>
</table>
</div>
${notes.map((note) => html`<p class="footnote">${note}</p>\n`)}</section>
`;

/** All columns but the last, which is text. */
const isNumber = (column: number): Markup => (column < COLUMNS.length - 1 ? html` class="number"` : html``);
