import type { ReplaySummary } from '../../../explore/index.js';
import { FIGURES } from './figures.js';

/** The policies side by side, a figure a line: it fits a terminal, and what is to be compared stands in one line. */
export function sideBySide(summaries: readonly ReplaySummary[]): string[] {
  const rows = FIGURES.map(([name, text]) => [name, ...summaries.map(text)]);
  return aligned(['', ...summaries.map(({ policy }) => policy)], rows, 1);
}

/** One line of a larger comparison: a policy, on a set by an objective. */
export interface TableRow {
  readonly of: readonly string[];
  readonly summary: ReplaySummary;
}

/** Many comparisons below each other. @param parts what the columns before the policy are called */
export function tableOf(rows: readonly TableRow[], parts: readonly string[]): string[] {
  const header = [...parts, 'policy', ...FIGURES.map(([name]) => name)];
  const cells = rows.map(({ of, summary }) => [...of, summary.policy, ...FIGURES.map(([, text]) => text(summary))]);
  return aligned(header, cells, parts.length + 1);
}

/** Words to the left, figures to the right. */
function aligned(header: readonly string[], rows: readonly (readonly string[])[], words: number): string[] {
  const widths = header.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const padded = (cell: string, column: number): string =>
    column < words ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  const line = (row: readonly string[]): string => row.map(padded).join('  ').trimEnd();
  return [line(header), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)];
}
