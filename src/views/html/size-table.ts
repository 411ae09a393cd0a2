import { areFiguresSimulated, hasArchitectures, type Result, type SizeResult } from '../../analysis/index.js';
import { formatMegabytes } from '../../units/index.js';
import {
  explorationOf,
  failureText,
  isMonthly,
  limitedPercentile,
  roleOf,
  shortNote,
  simulatedShareText,
  sizeNotes,
} from '../wording/index.js';
import { atLimitFigure, costFigure, type Figure, medianFigure, p90Figure, p99Figure } from './figures.js';
import { html, type Markup } from './markup.js';
import { roleMark } from './role-key.js';
import { ROLE_NAME } from './roles.js';

interface Column {
  readonly title: string;
  readonly detail: string;
  readonly figure: (size: SizeResult) => Figure | null;
}

const COLUMNS: readonly Column[] = [
  { title: 'Duration', detail: 'warm, median', figure: ({ warm }) => warm.durationMs && medianFigure(warm.durationMs) },
  { title: 'p90', detail: 'warm', figure: ({ warm }) => warm.durationMs && p90Figure(warm.durationMs) },
  { title: 'p99', detail: 'warm', figure: ({ warm }) => warm.durationMs && p99Figure(warm.durationMs) },
  {
    title: 'Billed',
    detail: 'warm, median',
    figure: ({ warm }) => warm.billedDurationMs && medianFigure(warm.billedDurationMs),
  },
  {
    title: 'Init',
    detail: 'cold, median',
    figure: ({ cold }) => cold.initDurationMs && medianFigure(cold.initDurationMs),
  },
  {
    title: 'Cost',
    detail: 'per million, mean',
    figure: ({ costPerMillionUsd: cost }) => cost && costFigure(cost),
  },
];

/** Those of every run, and what the strategy alone chooses by. */
function columnsOf(result: Result): readonly Column[] {
  const percentile = limitedPercentile(result);
  return [
    ...COLUMNS,
    ...(isMonthly(result)
      ? [
          {
            title: 'Month',
            detail: 'cost, mean',
            figure: ({ costPerMonthUsd: it }: SizeResult) => (it ? costFigure(it) : null),
          },
        ]
      : []),
    ...(percentile === undefined
      ? []
      : [
          {
            title: percentile,
            detail: 'all starts',
            figure: ({ allStarts: it }: SizeResult) => (it ? atLimitFigure(it) : null),
          },
        ]),
  ];
}

/** Every figure of the run; what the charts draw can be read off here, so they may fail or be unseen. */
export function sizeTable(result: Result): Markup {
  const notes = intervalNotes(result);
  const columns = columnsOf(result);
  const mark = areFiguresSimulated(result.target) ? html`<small>simulated</small>` : null;
  return html`<section aria-labelledby="table-title">
<h2 id="table-title">${explorationOf(result) === undefined ? 'All figures' : 'All figures of the measured sizes'}</h2>
<div class="scroll" role="region" aria-labelledby="table-title" tabindex="0">
<table>
<thead><tr>
<th scope="col">Memory size</th>${hasArchitectures(result) ? html`<th scope="col">Architecture</th>` : null}
<th scope="col" class="number">n<small>cold / warm</small></th>
${columns.map((column) => html`<th scope="col" class="number">${column.title}<small>${column.detail}</small>${mark}</th>\n`)}<th scope="col" class="number">Memory used<small>at most</small></th>
</tr></thead>
<tbody>
${result.sizes.map((size) => sizeRow(result, size, notes))}</tbody>
</table>
</div>
<p class="footnote">Below each figure its 95 % interval. ${notes.map((note, index) => html`<span class="note"><sup>${letter(index)}</sup> No interval: ${note}.</span> `)}</p>
</section>
`;
}

function sizeRow(result: Result, size: SizeResult, notes: readonly string[]): Markup {
  const role = roleOf(result, size);
  return html`<tr class="${role} ${size.status}">
<th scope="row"><span class="size">${size.status === 'measured' ? roleMark(role, size.architecture) : MISSING_MARK} ${formatMegabytes(size.memorySizeMB)}</span>${stateLines(size, role === 'other' ? [] : [ROLE_NAME[role]])}</th>${hasArchitectures(result) ? html`<td>${size.architecture}</td>` : null}
<td class="number">${size.cold.n} / ${size.warm.n}${disturbedOf(size)}</td>
${columnsOf(result).map((column) => figureCell(column.figure(size), size, notes))}<td class="number">${memoryUsed(size)}</td>
</tr>
${noteRow(result, simulatedShareText(size))}${sizeNotes(size).map((it) => noteRow(result, it))}${size.failures.length === 0 ? null : failureRow(result, size)}`;
}

/** In the place of a shape: the charts have none for this size. */
const MISSING_MARK = html`<span class="mark missing" aria-hidden="true">×</span>`;

const stateLines = (size: SizeResult, role: readonly string[]): Markup[] =>
  [...role, ...(size.status === 'measured' ? [] : [size.status]), ...(size.capped ? ['capped'] : [])].map(
    (line) => html`<small>${line}</small>`,
  );

/** A figure taken over other invocations than the row's cold or warm ones, or both, says its own n. */
function figureCell(figure: Figure | null, size: SizeResult, notes: readonly string[]): Markup {
  if (figure === null) return html`<td class="number none">–</td>\n`;
  const mark =
    figure.note === undefined
      ? null
      : html`<sup>${letter(notes.findIndex((note) => note === figure.note || note === shortNote(figure.note ?? '')))}</sup>`;
  const { cold, warm } = size;
  const ownN = [cold.n, warm.n, cold.n + warm.n].includes(figure.n) ? null : html`<small>n ${figure.n}</small>`;
  return html`<td class="number">${figure.value}${mark}<small>${figure.interval ?? 'no interval'}</small>${ownN}</td>\n`;
}

/** Cold and warm, left out of n. */
const disturbedOf = ({ cold, warm }: SizeResult): Markup | null =>
  cold.disturbed + warm.disturbed === 0
    ? null
    : html`<small>left out, disturbed: ${cold.disturbed} / ${warm.disturbed}</small>`;

function memoryUsed({ maxMemoryUsedMB: used, memorySizeMB }: SizeResult): Markup {
  if (used === null) return html`<span class="none">–</span>`;
  return html`${formatMegabytes(used)}<small>${Math.round((used / memorySizeMB) * 100)} % of size</small>`;
}

/** Of all columns but the first. */
const widthOf = (result: Result): number => columnsOf(result).length + (hasArchitectures(result) ? 3 : 2);

const failureRow = (result: Result, size: SizeResult): Markup => html`<tr class="failures"><td></td>
<td colspan="${widthOf(result)}">${size.failures.map((failure) => html`<p>${failureText(size, failure)}</p>`)}</td></tr>
`;

/** Below the figures that it is in, or stands beside. */
function noteRow(result: Result, text: string | undefined): Markup | null {
  return text === undefined
    ? null
    : html`<tr class="failures"><td></td><td colspan="${widthOf(result)}">${text}</td></tr>\n`;
}

/** The reasons for missing intervals, each once, in the order of the table; a cell refers to one by its letter. */
const intervalNotes = (result: Result): string[] => [
  ...new Set(
    result.sizes
      .flatMap((size) => columnsOf(result).flatMap((column) => column.figure(size)?.note ?? []))
      .map(wordingOf(result)),
  ),
];

/** Sizes that an explorer visits differ in their n, which stands in the row: the reason need not be given for each. */
const wordingOf = (result: Result): ((note: string) => string) =>
  explorationOf(result) === undefined ? (note) => note : shortNote;

const letter = (index: number): string => (index < 26 ? String.fromCharCode(97 + index) : String(index + 1));
