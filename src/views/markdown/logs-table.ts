import type { LogGroupFigures, LogsResult, LogTotal, Quantiles } from '../../analysis/index.js';
import { formatMegabytes, formatMilliseconds, formatRatio, formatUsd } from '../../units/index.js';
import {
  coldShareEstimate,
  type Estimate,
  initShareText,
  logGroupName,
  loggedFailures,
  medianOf,
  noteOf,
  p90Of,
  p99Of,
  perMonthEstimate,
  shortNote,
  spanText,
} from '../wording/index.js';
import { plain } from './escape.js';

/** A figure of a row, and how it is printed. */
interface Column {
  readonly title: string;
  readonly of: (figures: LogTotal) => Estimate | null;
  readonly format: (value: number) => string;
}

const time = (
  title: string,
  pick: (figures: LogTotal) => Quantiles | null,
  of: (it: Quantiles) => Estimate,
): Column => ({
  title,
  of: (figures) => {
    const quantiles = pick(figures);
    return quantiles === null ? null : of(quantiles);
  },
  format: formatMilliseconds,
});

const COLUMNS: readonly Column[] = [
  { title: 'Cold share', of: coldShareEstimate, format: formatRatio },
  time('Duration, warm, p50', ({ warm }) => warm.durationMs, medianOf),
  time('p90', ({ warm }) => warm.durationMs, p90Of),
  time('p99', ({ warm }) => warm.durationMs, p99Of),
  time('Billed, warm, p50', ({ warm }) => warm.billedDurationMs, medianOf),
  time('Duration, cold, p50', ({ cold }) => cold.durationMs, medianOf),
  time('Init, p50', ({ cold }) => cold.initDurationMs ?? cold.restoreDurationMs, medianOf),
  time('Init, p99', ({ cold }) => cold.initDurationMs ?? cold.restoreDurationMs, p99Of),
];

/** The dearest functions; the JSON has all of them. */
const MOST_ROWS = 50;

/** A row for each function and memory size, then the sums of money, which have no interval. */
export function logsTable(result: LogsResult): string[] {
  const { groups, total } = result;
  if (total.invocations === 0) return [];
  const shown = groups.slice(0, MOST_ROWS);
  const rows: readonly (readonly [string, LogTotal | LogGroupFigures])[] = [
    ...shown.map((group) => [logGroupName(group), group] as const),
    ...(groups.length > 1 ? [['All together', total] as const] : []),
  ];
  const durations = table(
    ['Function, memory size', 'n cold / warm', ...COLUMNS.map((it) => it.title), 'Max memory used'],
    rows.map(([name, it]) => [
      plain(name),
      `${count(it.cold.n)} / ${count(it.warm.n)}`,
      ...COLUMNS.map((column) => cell(column, it)),
      memory(it),
    ]),
  );
  const money = table(
    ['Function, memory size', 'Failed', 'Cost so far', 'INIT in it', 'Cost per month'],
    rows.map(([name, it]) => [plain(name), plain(loggedFailures(it)), ...costCells(it)]),
  );
  const rest = groups.length - shown.length;
  return [
    durations,
    legend(rows.map(([, it]) => it)),
    money,
    ...(rest === 0 ? [] : [`${count(rest)} more, cheaper, are in the JSON.`]),
  ];
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [headings, [':--', ...headings.slice(1).map(() => '--:')], ...rows];
  return all.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cell({ of, format }: Column, figures: LogTotal): string {
  const estimate = of(figures);
  if (estimate === null) return '–';
  const { value, evidence } = estimate;
  return `${format(value)} [${'note' in evidence ? '–' : spanText(format, evidence.low, evidence.high)}]`;
}

function memory(figures: LogTotal | LogGroupFigures): string {
  if (!('maxMemoryUsedMB' in figures) || figures.maxMemoryUsedMB === null) return '–';
  const { maxMB, maxShareRatio } = figures.maxMemoryUsedMB;
  return `${formatMegabytes(maxMB)}, ${formatRatio(maxShareRatio)}`;
}

function costCells(figures: LogTotal): string[] {
  const { cost } = figures;
  if (cost === null) return ['–', '–', '–'];
  const month = perMonthEstimate(figures);
  const monthly =
    month === null
      ? `– (${plain(cost.perMonthNote ?? 'the rate is not known')})`
      : cell({ title: '', of: perMonthEstimate, format: formatUsd }, figures);
  return [formatUsd(cost.usd), plain(initShareText(figures)), monthly];
}

function legend(rows: readonly LogTotal[]): string {
  const notes = rows.flatMap((it) =>
    [...COLUMNS.map(({ of }) => of), perMonthEstimate].flatMap((of) => {
      const estimate = of(it);
      const note = estimate === null ? undefined : noteOf(estimate);
      return note === undefined ? [] : [shortNote(note)];
    }),
  );
  const reasons = [...new Set(notes)].map(plain);
  return `<sub>In brackets the 95 % interval; – where there is none${reasons.length === 0 ? '' : ` (${reasons.join('; ')})`}. Sums of what was read have none.</sub>`;
}

const count = (value: number): string => value.toLocaleString('en-US');
