import type { Cost, Quantiles, Result, SizeResult } from '../../analysis/index.js';
import { formatMegabytes, formatMilliseconds, formatUsd } from '../../units/index.js';
import { code, plain } from './escape.js';

const HEADINGS = [
  'Memory size',
  'n cold / warm',
  'Duration, median',
  'p99',
  'Init, median',
  'Max memory used',
  'Cost per million',
];

/** The figures a reviewer asks for, with their 95 % intervals; the report has the rest. */
export function sizeTable(result: Result): string {
  const { sizes } = result;
  const mixed = new Set(sizes.map((size) => size.architecture)).size > 1;
  const rows = [
    HEADINGS,
    [':--', ...HEADINGS.slice(1).map(() => '--:')],
    ...sizes.map((size) => row(result, size, mixed)),
  ];
  const table = rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  return [table, legend(sizes), ...failures(sizes, mixed)].join('\n\n');
}

function row(result: Result, size: SizeResult, mixed: boolean): string[] {
  return [
    `${nameOf(size, mixed)}${stateText(result, size)}`,
    `${size.cold.n} / ${size.warm.n}`,
    medianCell(size.warm.durationMs),
    p99Cell(size.warm.durationMs),
    medianCell(size.cold.initDurationMs),
    size.maxMemoryUsedMB === null ? '–' : formatMegabytes(size.maxMemoryUsedMB),
    costCell(size.costPerMillionUsd),
  ];
}

const nameOf = (size: SizeResult, mixed: boolean): string =>
  mixed ? `${formatMegabytes(size.memorySizeMB)} ${code(size.architecture)}` : formatMegabytes(size.memorySizeMB);

function stateText({ recommendation }: Result, size: SizeResult): string {
  const same = recommendation?.architecture === size.architecture;
  const states = [
    ...(same && recommendation.memorySizeMB === size.memorySizeMB ? ['**recommended**'] : []),
    ...(same && recommendation.tiedMemorySizesMB.slice(1).includes(size.memorySizeMB) ? ['tied'] : []),
    ...(size.status === 'measured' ? [] : [size.status]),
    ...(size.capped ? ['capped'] : []),
  ];
  return states.length === 0 ? '' : `, ${states.join(', ')}`;
}

const medianCell = (it: Quantiles | null): string =>
  it === null ? '–' : cell(formatMilliseconds, it.median, it.low, it.high);

const p99Cell = (it: Quantiles | null): string =>
  it === null ? '–' : cell(formatMilliseconds, it.p99, it.p99Low, it.p99High);

const costCell = (it: Cost | null): string => (it === null ? '–' : cell(formatUsd, it.mean, it.low, it.high));

function cell(format: (value: number) => string, value: number, low: number | null, high: number | null): string {
  const interval = low === null || high === null ? '–' : span(format(low), format(high));
  return `${format(value)} [${interval}]`;
}

/** `40.9 to 42.5 ms`: the unit is said once where both ends share it. */
function span(from: string, to: string): string {
  const unit = /\s\S+$/.exec(to)?.[0];
  return `${unit !== undefined && from.endsWith(unit) ? from.slice(0, -unit.length) : from} to ${to}`;
}

/** Why intervals are missing, each reason once. */
function legend(sizes: readonly SizeResult[]): string {
  const notes = sizes.flatMap(({ warm, cold, costPerMillionUsd }) =>
    [warm.durationMs, cold.initDurationMs, costPerMillionUsd].flatMap((it) => it?.note ?? []),
  );
  const reasons = [...new Set(notes)].map(plain);
  return `<sub>In brackets the 95 % interval; – where there is none${reasons.length === 0 ? '' : ` (${reasons.join('; ')})`}.</sub>`;
}

/** Below the table, as a row has no room for somebody's error message. */
function failures(sizes: readonly SizeResult[], mixed: boolean): string[] {
  const lines = sizes.flatMap((size) =>
    size.failures.map(({ count, kind, errorType, message }) => {
      const type = errorType === undefined ? '' : ` ${code(errorType)}`;
      return `- ${nameOf(size, mixed)}: ${count} × ${kind.replace('-', ' ')}${type}: ${plain(message)}`;
    }),
  );
  return lines.length === 0 ? [] : ['**Failures**', lines.join('\n')];
}
