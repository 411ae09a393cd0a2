import type { LoadArm, LoadFigures, LoadResult, ThresholdVerdict } from '../../../analysis/index.js';
import {
  armInitTexts,
  armName,
  failureName,
  type LoadCell,
  type LoadRow,
  loadNote,
  loadRole,
  loadRowsOf,
  metricText,
  saturationText,
  spanText,
  statusText,
  thresholdText,
  verdictWord,
} from '../../wording/index.js';
import { html, type Markup } from '../markup.js';

const count = (value: number): string => value.toLocaleString('en-US');
const letter = (index: number): string => (index < 26 ? String.fromCharCode(97 + index) : String(index + 1));

const isChosen = (result: LoadResult, arm: LoadArm): boolean => loadRole(result, arm) === 'picked';

/** Whether each threshold holds at each size. */
export function thresholdsSection(result: LoadResult): Markup | null {
  const { thresholds, arms } = result;
  if (thresholds.length === 0) return null;
  const texts = [...new Set(thresholds.map(thresholdText))];
  const of = (text: string, arm: LoadArm): ThresholdVerdict | undefined =>
    thresholds.find(
      (it) =>
        thresholdText(it) === text && it.memorySizeMB === arm.memorySizeMB && it.architecture === arm.architecture,
    );
  return html`<section aria-labelledby="thresholds-title">
<h2 id="thresholds-title">Thresholds</h2>
<div class="scroll" role="region" aria-labelledby="thresholds-title" tabindex="0">
<table class="verdicts">
<thead><tr><th scope="col">Must hold</th>${arms.map((arm) => html`<th scope="col" class="number">${armName(result, arm)}</th>`)}</tr></thead>
<tbody>
${texts.map((text) => html`<tr><th scope="row"><code>${text}</code></th>${arms.map((arm) => verdictCell(of(text, arm)))}</tr>\n`)}</tbody>
</table>
</div>
</section>
`;
}

function verdictCell(it: ThresholdVerdict | undefined): Markup {
  if (it === undefined) return html`<td class="number none">–</td>`;
  const { metric, value, low, high, n, note, verdict } = it;
  const mark = { met: '✓', missed: '✗', undecided: '?' }[verdict];
  const interval = low === null || high === null ? 'no interval' : spanText((v) => metricText(metric, v), low, high);
  const figure =
    value === null ? null : html`<small>${metricText(metric, value)}</small><small>${interval}, n ${count(n)}</small>`;
  return html`<td class="number ${verdict}"><span class="verdict"><span aria-hidden="true">${mark}</span> ${verdictWord(it)}</span>${figure}${note === undefined ? null : html`<small class="note">${note}</small>`}</td>`;
}

/** Every figure of every memory size, side by side; what the charts draw can be read off here. */
export function loadTable(result: LoadResult): Markup | null {
  const { arms } = result;
  if (arms.length === 0) return null;
  const rows = loadRowsOf(arms.map(({ total }) => total));
  const notes = notesOf(rows, arms);
  return html`<section aria-labelledby="table-title">
<h2 id="table-title">All figures</h2>
<div class="scroll" role="region" aria-labelledby="table-title" tabindex="0">
<table class="sides">
<thead><tr><th scope="col" colspan="2">Memory size</th>${arms.map((arm) => html`<th scope="col" class="number${isChosen(result, arm) ? ' chosen' : ''}">${armName(result, arm)}${armState(result, arm)}</th>`)}</tr></thead>
<tbody>
${rows.map((row, index) => tableRow(result, row, rows[index - 1], notes))}</tbody>
</table>
</div>
<p class="footnote">Below each figure its 95 % interval. ${notes.map((note, index) => html`<span class="note"><sup>${letter(index)}</sup> ${note}.</span> `)}</p>
${arms.flatMap((arm) => armInitTexts(result, arm)).map((it) => html`<p class="footnote">${it}</p>\n`)}</section>
`;
}

function armState(result: LoadResult, arm: LoadArm): Markup | null {
  const role = loadRole(result, arm);
  const states = [
    ...(role === 'other' ? [] : [role]),
    ...(arm.status === 'complete' ? [] : [arm.status.replace('-', ' ')]),
  ];
  return states.length === 0 ? null : html`<small>${states.join(', ')}</small>`;
}

const tableRow = (result: LoadResult, row: LoadRow, before: LoadRow | undefined, notes: readonly string[]): Markup =>
  html`<tr class="${before?.group === row.group ? 'more' : 'first'}"><th scope="row">${before?.group === row.group ? html`<span class="hidden">${row.group}</span>` : row.group}</th><td>${row.label}</td>${result.arms.map((arm) => cellOf(row, row.cell(arm.total), isChosen(result, arm), notes))}</tr>\n`;

function cellOf(row: LoadRow, cell: LoadCell | null, chosen: boolean, notes: readonly string[]): Markup {
  const tint = chosen ? ' chosen' : '';
  if (cell === null) return html`<td class="number none${tint}">–</td>`;
  const { value, interval, note } = cell;
  const isFootnote = note !== undefined && note !== '' && !isOwn(row);
  const mark = isFootnote ? html`<sup>${letter(notes.indexOf(loadNote(note)))}</sup>` : null;
  const below = interval ?? (isOwn(row) ? note : undefined);
  return html`<td class="number${tint}">${value}${mark}${below === undefined || below === '' ? null : html`<small>${below}</small>`}</td>`;
}

/** Of these a note says how the figure was had, not why there is none. */
const isOwn = ({ group }: LoadRow): boolean => group === 'Environments';

const notesOf = (rows: readonly LoadRow[], arms: readonly LoadArm[]): string[] => [
  ...new Set(
    rows
      .filter((row) => !isOwn(row))
      .flatMap((row) => arms.flatMap((arm) => row.cell(arm.total)?.note ?? []))
      .filter((note) => note !== '')
      .map(loadNote),
  ),
];

/** What became of each size as a whole. */
export function armsSection(result: LoadResult): Markup | null {
  if (result.arms.length === 0) return null;
  return html`<section aria-labelledby="arms-title">
<h2 id="arms-title">Saturation and failures</h2>
<ul class="plain">
${result.arms.map((arm) => {
  const status = statusText(arm);
  const failures = arm.total.failures.map((it) => `${failureName(it)} ${count(it.count)}`);
  return html`<li><strong>${armName(result, arm)}</strong> ${saturationText(arm)}.${status === undefined ? null : html` <strong>${status}.</strong>`}${failures.length === 0 ? null : ` Failed: ${failures.join(', ')}.`}</li>\n`;
})}</ul>
</section>
`;
}

/** More rows than this are for whoever reads the JSON. */
const MOST_ROWS = 60;

/** Each phase, or each function of a mix, at each size. */
export function partsSection(
  result: LoadResult,
  id: string,
  title: string,
  partsOf: (arm: LoadArm) => readonly { readonly name: string; readonly figures: LoadFigures }[],
): Markup | null {
  const names = [...new Set(result.arms.flatMap((arm) => partsOf(arm).map(({ name }) => name)))];
  const rows = names.flatMap((name) =>
    result.arms.flatMap((arm) =>
      partsOf(arm)
        .filter((it) => it.name === name)
        .map(({ figures }) => ({ name, arm, figures })),
    ),
  );
  if (rows.length === 0) return null;
  const shown = rows.slice(0, MOST_ROWS);
  const columns = loadRowsOf(shown.map(({ figures }) => figures)).filter(({ group, label }) =>
    PART_COLUMNS.has(`${group} ${label}`),
  );
  const more = rows.length - shown.length;
  return html`<section aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
<div class="scroll" role="region" aria-labelledby="${id}-title" tabindex="0">
<table class="parts">
<thead><tr><th scope="col">Name</th><th scope="col">Memory size</th>${columns.map(({ group, label }) => html`<th scope="col" class="number">${group}<small>${label}</small></th>`)}</tr></thead>
<tbody>
${shown.map(({ name, arm, figures }, index) => html`<tr class="${shown[index - 1]?.name === name ? 'more' : 'first'}"><th scope="row">${shown[index - 1]?.name === name ? html`<span class="hidden">${name}</span>` : name}</th><td>${armName(result, arm)}</td>${columns.map((row) => partCell(row.cell(figures)))}</tr>\n`)}</tbody>
</table>
</div>
${more === 0 ? null : html`<p class="footnote">${count(more)} more are in the JSON.</p>\n`}</section>
`;
}

/** What differs from phase to phase, and fits a printed page. */
const PART_COLUMNS = new Set([
  ...['Rate achieved', 'Latency p50', 'Latency p99', 'Latency n'],
  ...['Starts cold', 'Requests throttled', 'Requests failed'],
]);

const partCell = (cell: LoadCell | null): Markup =>
  cell === null
    ? html`<td class="number none">–</td>`
    : html`<td class="number">${cell.value}${cell.interval === undefined ? null : html`<small>${cell.interval}</small>`}</td>`;
