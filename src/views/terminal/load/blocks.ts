const EIGHTHS = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
/** Meant, and not reached: fainter than what was reached, in every colour scheme. */
const MEANT = '░';

export interface Column {
  readonly value: number;
  /** How high it is meant to be, where that is known. */
  readonly meant?: number | null;
}

/**
 * A column chart in so many lines, the top one first; the largest of `most` fills them. What is not nothing is at least
 * an eighth of a cell: one cold start among thousands of requests is what a user looks for.
 */
export function columnChart(columns: readonly Column[], height: number, most: number): string[] {
  const eighths = (value: number): number =>
    value <= 0 || most <= 0 ? 0 : Math.min(height * 8, Math.max(1, Math.round((value / most) * height * 8)));
  const cells = columns.map(({ value, meant }) => ({ filled: eighths(value), meant: eighths(meant ?? 0) }));
  return Array.from({ length: height }, (_, row) => {
    const below = (height - 1 - row) * 8;
    const cell = ({ filled, meant }: { filled: number; meant: number }): string => {
      if (filled > below) return EIGHTHS[Math.min(8, filled - below)] ?? ' ';
      return meant - below >= 4 ? MEANT : ' ';
    };
    return cells.map(cell).join('').trimEnd();
  });
}

export const highest = (columns: readonly Column[]): number =>
  columns.reduce((most, { value, meant }) => Math.max(most, value, meant ?? 0), 0);

export interface Tick {
  /** In cells from the left. */
  readonly at: number;
  readonly text: string;
}

/** An axis: each text begins at its tick, or ends at the right edge; one that would touch the one before is left out. */
export function axisLine(ticks: readonly Tick[], width: number): string {
  let line = '';
  for (const { at, text } of ticks) {
    const start = Math.min(Math.round(at), width - text.length);
    if (start < 0 || (line !== '' && start < line.length + 2)) continue;
    line = line.padEnd(start) + text;
  }
  return line;
}
