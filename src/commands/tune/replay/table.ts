import type { Figure, ReplaySummary } from '../../../explore/index.js';
import { formatRatio } from '../../../units/index.js';

/** One line of the table: a policy, and of which part of a larger comparison it is. */
export interface TableRow {
  /** Such as set and objective; as many in each row. */
  readonly of?: readonly string[];
  readonly summary: ReplaySummary;
}

const HEADER = [
  'policy',
  'curves',
  'runs',
  'regret, mean',
  'regret, p90',
  'worst',
  'invocations',
  'cost (optimal invocations)',
  'bound held',
  'bound, mean',
  'no choice',
];

/**
 * The comparison as lines of text: every figure with its 95 % interval in brackets, or a dash where there is none.
 * @param parts what the columns are called that come before
 */
export function tableOf(rows: readonly TableRow[], parts: readonly string[] = []): string[] {
  const header = [...parts, ...HEADER];
  const texts = parts.length + 1;
  const cells = rows.map(({ of = [], summary }) => [...of, ...cellsOf(summary)]);
  const widths = header.map((name, column) => Math.max(name.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column < texts ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(header), line(widths.map((width) => '─'.repeat(width))), ...cells.map(line)];
}

const NONE = '–';

function cellsOf(summary: ReplaySummary): string[] {
  const { regretRatio: regret, bound } = summary;
  return [
    summary.policy,
    String(summary.curves),
    String(summary.runs),
    regret === null ? NONE : figure(regret.mean, formatRatio),
    regret === null ? NONE : figure(regret.p90, formatRatio),
    regret === null ? NONE : formatRatio(regret.worst),
    figure(summary.invocations, plain),
    figure(summary.costOptimal, plain),
    bound === null ? NONE : figure(bound.coverageRatio, formatRatio),
    bound === null ? NONE : formatRatio(bound.mean),
    String(summary.nothingChosen),
  ];
}

const plain = (value: number): string => value.toFixed(1);

function figure({ value, low, high }: Figure, format: (value: number) => string): string {
  const ends = low === null || high === null ? NONE : `${bare(format(low))} to ${bare(format(high))}`;
  return `${format(value)} (${ends})`;
}

/** The unit stands once. */
const bare = (text: string): string => text.replace(/ %$/, '');
