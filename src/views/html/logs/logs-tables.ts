import type { LogGroupFigures, LogsResult, LogTotal, Quantiles } from '../../../analysis/index.js';
import { formatMegabytes, formatMilliseconds, formatRatio, formatUsd } from '../../../units/index.js';
import {
  coldShareEstimate,
  type Estimate,
  failureCounts,
  logGroupName,
  loggedFailures,
  medianOf,
  memoryEstimate,
  p90Of,
  p99Of,
  perMonthEstimate,
  reportedInitText,
  shortNote,
  spanText,
} from '../../wording/index.js';
import { html, type Markup } from '../markup.js';

interface Column {
  readonly title: string;
  readonly detail: string;
  readonly of: (figures: LogTotal | LogGroupFigures) => Estimate | null;
  readonly format: (value: number) => string;
  /** Below the interval: what else belongs to the figure. */
  readonly extra?: (figures: LogTotal | LogGroupFigures) => string | null;
}

type Pick = (figures: LogTotal) => Quantiles | null;
const PERCENTILES = [
  ['p50', medianOf],
  ['p90', p90Of],
  ['p99', p99Of],
] as const;

const times = (title: string, detail: string, pick: Pick): Column[] =>
  PERCENTILES.map(([name, of], index) => ({
    title: index === 0 ? title : name,
    detail: index === 0 ? `${detail}, ${name}` : detail,
    of: (figures) => {
      const quantiles = pick(figures);
      return quantiles === null ? null : of(quantiles);
    },
    format: formatMilliseconds,
  }));

const shareOfSize = (it: LogTotal | LogGroupFigures): string | null =>
  'maxMemoryUsedMB' in it && it.maxMemoryUsedMB !== null
    ? `at most ${formatMegabytes(it.maxMemoryUsedMB.maxMB)}, ${formatRatio(it.maxMemoryUsedMB.maxShareRatio)}`
    : null;

/** One table a question, so that each fits on a page. */
const TABLES: readonly (readonly [title: string, columns: readonly Column[]])[] = [
  [
    'Starts, memory and cost',
    [
      { title: 'Cold share', detail: 'of known starts', of: coldShareEstimate, format: formatRatio },
      {
        title: 'Max Memory Used',
        detail: 'p99',
        of: (it) => ('maxMemoryUsedMB' in it ? memoryEstimate(it) : null),
        format: formatMegabytes,
        extra: shareOfSize,
      },
      { title: 'Cost', detail: 'per month', of: perMonthEstimate, format: formatUsd },
    ],
  ],
  [
    'Duration',
    [
      ...times('Duration', 'warm', ({ warm }) => warm.durationMs),
      ...times('Duration', 'cold', ({ cold }) => cold.durationMs),
    ],
  ],
  [
    'Billed Duration',
    [
      ...times('Billed', 'warm', ({ warm }) => warm.billedDurationMs),
      ...times('Billed', 'cold', ({ cold }) => cold.billedDurationMs),
    ],
  ],
  [
    'Init Duration and Restore Duration',
    [
      ...times('Init', 'cold', ({ cold }) => cold.initDurationMs),
      ...times('Restore', 'SnapStart', ({ cold }) => cold.restoreDurationMs),
    ],
  ],
];

/** Every figure of every function and memory size; charts may fail or be unseen. */
export function logsTables(result: LogsResult): Markup | null {
  const { groups, total } = result;
  if (groups.length === 0) return null;
  const rows = [
    ...groups.map((group) => [logGroupName(group), group] as const),
    ...(groups.length > 1 ? [['All together', total] as const] : []),
  ];
  const shown = TABLES.map(([title, columns]) => {
    const present = columns.filter((column) => rows.some(([, it]) => column.of(it) !== null));
    return [title, present] as const;
  }).filter(([, columns]) => columns.length > 0);
  const notes = notesOf(
    rows,
    shown.flatMap(([, columns]) => columns),
  );
  return html`<section aria-labelledby="table-title">
<h2 id="table-title">All figures</h2>
${shown.map(([title, columns], index) => tableOf(title, columns, rows, notes, index === 0))}<p class="footnote">Below each figure its 95 % interval; sums of what was read have none. ${notes.map((note, index) => html`<span class="note"><sup>${letter(index)}</sup> No interval: ${note}.</span> `)}</p>
</section>
`;
}

type Row = readonly [name: string, figures: LogTotal | LogGroupFigures];

const tableOf = (
  title: string,
  columns: readonly Column[],
  rows: readonly Row[],
  notes: readonly string[],
  first: boolean,
): Markup => html`<h3 class="table-title">${title}</h3>
<div class="scroll" role="region" aria-label="${title}" tabindex="0">
<table>
<thead><tr>
<th scope="col">Function, memory size</th>
<th scope="col" class="number">n<small>cold / warm</small></th>
${columns.map((column) => html`<th scope="col" class="number">${column.title}<small>${column.detail}</small></th>\n`)}${first ? html`<th scope="col" class="number">Cost<small>so far</small></th>\n<th scope="col" class="number">INIT<small>in the cost</small></th>\n<th scope="col" class="number">Failed</th>\n` : null}</tr></thead>
<tbody>
${rows.map(
  ([name, it]) => html`<tr>
<th scope="row"><span class="size">${name}</span></th>
<td class="number">${it.cold.n.toLocaleString('en-US')} / ${it.warm.n.toLocaleString('en-US')}</td>
${columns.map((column) => cell(column, it, notes))}${first ? moneyCells(it) : null}</tr>
`,
)}</tbody>
</table>
</div>
`;

/** A figure that is taken over other reports than the row's cold or warm ones says its own n. */
function cell(column: Column, figures: LogTotal | LogGroupFigures, notes: readonly string[]): Markup {
  const estimate = column.of(figures);
  if (estimate === null) return html`<td class="number none">–</td>\n`;
  const { value, evidence, n } = estimate;
  const { cold, warm } = figures;
  const ownN = [cold.n, warm.n, cold.n + warm.n].includes(n)
    ? null
    : html`<small>n ${n.toLocaleString('en-US')}</small>`;
  const mark = 'note' in evidence ? html`<sup>${letter(notes.indexOf(shortNote(evidence.note)))}</sup>` : null;
  const interval = 'note' in evidence ? 'no interval' : spanText(column.format, evidence.low, evidence.high);
  const extra = column.extra?.(figures) ?? null;
  return html`<td class="number">${column.format(value)}${mark}<small>${interval}</small>${extra === null ? null : html`<small>${extra}</small>`}${ownN}</td>\n`;
}

const moneyCells = (
  it: LogTotal,
): Markup => html`<td class="number">${it.cost === null ? '–' : formatUsd(it.cost.usd)}</td>
<td class="number">${initCell(it)}</td>
<td class="number">${failureCounts(it)}</td>
`;

/** Of what many starts it is told, as a sum has no interval. */
function initCell({ cost }: LogTotal): Markup | string {
  if (cost === null || cost.init.shareRatio === null) return '–';
  const { shareRatio, usd, billedInvocations } = cost.init;
  return html`${formatRatio(shareRatio)}<small>${formatUsd(usd)}</small><small>${billedInvocations.toLocaleString('en-US')} billed</small>`;
}

const notesOf = (rows: readonly Row[], columns: readonly Column[]): string[] => [
  ...new Set(
    rows.flatMap(([, it]) =>
      columns.flatMap((column) => {
        const evidence = column.of(it)?.evidence;
        return evidence !== undefined && 'note' in evidence ? [shortNote(evidence.note)] : [];
      }),
    ),
  ),
];

const letter = (index: number): string => (index < 26 ? String.fromCharCode(97 + index) : String(index + 1));

/** Why a function without timeouts has no line here is that it has none. */
export function failuresSection({ groups }: LogsResult): Markup | null {
  const failing = groups.filter(({ failures }) => failures.length > 0);
  if (failing.length === 0) return null;
  return html`<section aria-labelledby="failures-title">
<h2 id="failures-title">Failures</h2>
<ul class="plain">
${failing.map((group) => html`<li>${logGroupName(group)}: ${loggedFailures(group)}, of ${group.invocations.toLocaleString('en-US')}</li>\n`)}</ul>
</section>
`;
}

export function initsSection(result: LogsResult): Markup | null {
  const lines = reportedInitText(result);
  if (lines.length === 0) return null;
  return html`<section aria-labelledby="inits-title">
<h2 id="inits-title">Inits reported on their own</h2>
<ul class="plain">
${lines.map((it) => html`<li>${it}</li>\n`)}</ul>
</section>
`;
}
