import type { Bound, Figure } from './figure.js';
import { isMeasured, type Outcome, verdictOf } from './verdict.js';

/** Three digits that count, and no more than two behind the point. */
const digits = (value: number): string => value.toFixed(Math.abs(value) >= 100 ? 1 : 2);
const percent = (ratio: number): string => `${ratio < 0 ? '' : '+'}${(ratio * 100).toFixed(1)} %`;

export const COLUMNS = ['memory size', 'n', 'median', '95 % interval', 'AWS', 'error', 'what'] as const;

export function cellsOf({ name, unit, memorySizeMB, n, median, interval, aws, error }: Figure): readonly string[] {
  return [
    `${memorySizeMB.toLocaleString('en-US')} MB`,
    String(n),
    unit === 'ratio' ? digits(median) : `${digits(median)} ${unit}`,
    interval === undefined ? '–' : `${digits(interval.low)} to ${digits(interval.high)}`,
    aws === undefined ? '–' : digits(aws),
    error === undefined ? '–' : percent(error),
    name,
  ];
}

/** Bounds are ratios, unless they are none or so large that they can be none: then counts. */
export function boundText({ name, value, limit, isMet }: Bound): string {
  const text = (it: number): string => (limit > 0 && limit <= 1 ? `${(it * 100).toFixed(1)} %` : String(it));
  return `${name}: ${text(value)}, ${isMet ? 'within' : 'NOT within'} ${text(limit)}`;
}

/** One part, as lines of a terminal: a row a figure, then what it is held to. */
export function linesOf(outcome: Outcome): string[] {
  if (!isMeasured(outcome)) return [outcome.title, `  not measured: ${outcome.reason}`];
  const { title, source, figures, bounds, notes, disturbed = [] } = outcome.set;
  const rows = [COLUMNS, ...figures.map(cellsOf)];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const last = COLUMNS.length - 1;
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (column === last ? cell : cell.padStart(widths[column] ?? 0))).join('  ');
  return [
    title,
    `  ${source}`,
    ...rows.map((row) => `  ${line(row)}`),
    ...notes.map((note) => `  ${note}`),
    ...bounds.map((bound) => `  ${boundText(bound)}`),
    ...disturbedText(disturbed),
    `  ${loadText(outcome.otherLoad)}`,
    `  ${title}: ${verdictOf(outcome)}`,
  ];
}

const disturbedText = (disturbed: readonly string[]): string[] => {
  const [first, ...others] = disturbed;
  if (first === undefined) return [];
  return [`  ${first}${others.length === 0 ? '' : `, and ${others.length} more`}`];
};

const loadText = (load: number | undefined): string =>
  load === undefined ? 'what else the host had to do is not known' : `others used ${digits(load)} CPUs meanwhile`;
