import type { ApplyResult, CanaryResult, JudgedPromise, SizeResult } from '../../../analysis/index.js';
import { formatMegabytes, formatMilliseconds, formatRatio } from '../../../units/index.js';
import {
  COURSE_NOTE,
  canaryChange,
  canaryVerdict,
  courseSideText,
  failureText,
  freshText,
  mostText,
  promisedText,
  promiseName,
  sentence,
  stretchText,
} from '../../wording/index.js';
import { chartFigure } from '../chart-figure.js';
import type { Chart } from '../charts/index.js';
import { costFigure, type Figure, medianFigure, p90Figure } from '../figures.js';
import { html, type Markup } from '../markup.js';
import { noticeItem } from '../notices-section.js';
import { sideMark } from './course-charts.js';
import { promiseMark, VERDICT_WORDS } from './verdicts.js';

/** What the promise was made of, and the function is not any more, then what disturbed the fresh measurement. */
export const notesSection = ({ apply: { notes }, warnings }: ApplyResult): Markup | null =>
  notes.length + warnings.length === 0
    ? null
    : html`<section aria-labelledby="notices-title" class="notices">
<h2 id="notices-title">Before you trust these figures</h2>
<ul>
${notes.map((it) => html`<li class="notice"><p><strong>${sentence(it)}</strong></p></li>\n`)}${warnings.map(noticeItem)}</ul>
</section>
`;

const PROMISE_KEY = html`<ul class="key" aria-label="Marks in the charts">
<li>${promiseMark('kept')} kept</li>
<li>${promiseMark('broken')} broken</li>
<li>${promiseMark('open')} not decided</li>
<li><span class="bar" aria-hidden="true"></span> interval</li>
<li><span class="band" aria-hidden="true"></span> promised</li>
<li><span class="most" aria-hidden="true"></span> still keeps it</li>
</ul>
`;

/** Each promise beside what was measured of it afresh. */
export function promisesSection({ verification, apply }: ApplyResult, charts: readonly Chart[]): Markup {
  const { promises, level } = verification;
  if (promises.length === 0)
    return html`<section aria-labelledby="promises-title">
<h2 id="promises-title">What was promised</h2>
<p class="empty">Nothing was measured that could be held against it.</p>
</section>
`;
  const intervals =
    level === undefined ? '' : `Intervals are at ${formatRatio(level)} each, so that all looks together have 95 %. `;
  return html`<section aria-labelledby="promises-title">
<h2 id="promises-title">What was promised, and what was measured afresh</h2>
${charts.length === 0 ? null : html`${PROMISE_KEY}<div class="promises">${charts.map((it) => chartFigure(it, 'h3'))}</div>\n`}<div class="scroll" role="region" aria-labelledby="promises-title" tabindex="0">
<table>
<thead><tr><th scope="col">Promise</th><th scope="col" class="number">Promised</th><th scope="col" class="number">Kept by</th><th scope="col" class="number">Measured afresh</th><th scope="col">Verdict</th></tr></thead>
<tbody>
${promises.map(promiseRow)}</tbody>
</table>
</div>
<p class="footnote">${intervals}Recommended by ${apply.strategy} from a recording of ${apply.recordedAt.slice(0, 10)}.</p>
</section>
`;
}

const promiseRow = (it: JudgedPromise): Markup => html`<tr class="${it.verdict}">
<th scope="row">${promiseName(it.promise)}</th>
<td class="number">${promisedText(it.promise)}</td><td class="number">${mostText(it.promise)}</td><td class="number">${freshText(it)}</td>
<td><span class="verdict">${promiseMark(it.verdict)} ${VERDICT_WORDS[it.verdict]}</span></td>
</tr>
`;

/** Both sizes as they were measured, in turn. */
export const sizesSection = ({ sizes }: ApplyResult): Markup => html`<section aria-labelledby="sizes-title">
<h2 id="sizes-title">Both sizes, measured afresh</h2>
<div class="scroll" role="region" aria-labelledby="sizes-title" tabindex="0">
<table>
<thead><tr><th scope="col">Memory size</th><th scope="col" class="number">n<small>cold / warm</small></th><th scope="col" class="number">Duration<small>warm, median</small></th><th scope="col" class="number">p90<small>warm</small></th><th scope="col" class="number">Init<small>cold, median</small></th><th scope="col" class="number">Cost<small>per million, mean</small></th></tr></thead>
<tbody>
${sizes.map(sizeRow)}</tbody>
</table>
</div>
<p class="footnote">Below each figure its 95 % interval.</p>
</section>
`;

function sizeRow(size: SizeResult): Markup {
  const { cold, warm, costPerMillionUsd: cost } = size;
  const figures = [
    warm.durationMs && medianFigure(warm.durationMs),
    warm.durationMs && p90Figure(warm.durationMs),
    cold.initDurationMs && medianFigure(cold.initDurationMs),
    cost && costFigure(cost),
  ];
  const failures = size.failures.map((it) => html`<p>${failureText(size, it)}</p>`);
  return html`<tr><th scope="row">${formatMegabytes(size.memorySizeMB)}</th>
<td class="number">${cold.n} / ${warm.n}</td>
${figures.map(cell)}</tr>
${failures.length === 0 ? null : html`<tr class="failures"><td></td><td colspan="5">${failures}</td></tr>\n`}`;
}

function cell(figure: Figure | null): Markup {
  if (figure === null) return html`<td class="number none">–</td>\n`;
  const interval = figure.interval ?? `no interval${figure.note === undefined ? '' : `: ${figure.note}`}`;
  return html`<td class="number">${figure.value}<small class="note">${interval}</small></td>\n`;
}

/** What the traffic of users said. */
export function canarySection({ canary }: ApplyResult, charts: readonly Chart[]): Markup | null {
  if (canary === null) return null;
  const count = (value: number): string => value.toLocaleString('en-US');
  return html`<section aria-labelledby="canary-title">
<h2 id="canary-title">The canary</h2>
<p>${sentence(canaryVerdict(canary))} ${sentence(canaryChange(canary))}</p>
${charts.length === 0 ? null : html`${courseKey(canary)}<div class="promises course">${charts.map((it) => chartFigure(it, 'h3'))}</div>\n`}<div class="scroll" role="region" aria-labelledby="canary-title" tabindex="0">
<table class="counts">
<thead><tr><th scope="col">Version</th><th scope="col" class="number">Invocations</th><th scope="col" class="number">Failed</th><th scope="col" class="number">Out of memory</th><th scope="col" class="number">Cold</th><th scope="col" class="number">Duration<small>warm, mean</small></th></tr></thead>
<tbody>
${[canary.old, canary.new].map(
  (
    it,
  ) => html`<tr><th scope="row">${it.version}</th><td class="number">${count(it.invocations)}</td><td class="number">${count(it.failures)}</td><td class="number">${count(it.outOfMemory)}</td><td class="number">${count(it.cold)}</td><td class="number">${it.warm.meanDurationMs === null ? '–' : formatMilliseconds(it.warm.meanDurationMs)}<small>n ${count(it.warm.n)}</small></td></tr>
`,
)}</tbody>
</table>
</div>
<p class="footnote">By the reports in the log group, in ${canary.windows === 1 ? 'one window' : `${count(canary.windows)} windows`} of time. Each version’s own traffic: the comparison is of means by window, with its interval above.</p>
${courseTable(canary)}</section>
`;
}

const courseKey = (canary: CanaryResult): Markup => html`<ul class="key" aria-label="Marks in the charts of the canary">
<li>${sideMark('old')} version ${canary.old.version}, of before</li>
<li>${sideMark('new')} version ${canary.new.version}, the canary</li>
<li><span class="bar" aria-hidden="true"></span> 95 % interval</li>
</ul>
`;

/** Every figure of the charts, for whoever wants to read it off or does not see them. */
function courseTable({ course = [], old, new: newer }: CanaryResult): Markup | null {
  if (course.length === 0) return null;
  return html`<details class="course"><summary>How it went, in figures</summary>
<div class="scroll" role="region" aria-label="How the canary went, in figures" tabindex="0">
<table>
<thead><tr><th scope="col">Since it began</th><th scope="col">Version ${old.version}</th><th scope="col">Version ${newer.version}</th></tr></thead>
<tbody>
${course.map(
  (
    it,
  ) => html`<tr><th scope="row">${stretchText(it)}</th><td>${courseSideText(it.old)}</td><td>${courseSideText(it.new)}</td></tr>
`,
)}</tbody>
</table>
</div>
<p class="footnote">${COURSE_NOTE}</p>
</details>
`;
}
