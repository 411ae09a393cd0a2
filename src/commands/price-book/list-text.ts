import type { PriceBook } from '../../pricing/index.js';

type Row = Pick<PriceBook, 'id' | 'region' | 'effectiveFrom' | 'source'>;

/** One line a book, in columns. */
export function listText(rows: readonly Row[]): string {
  const cells = [
    ['region', 'from', 'book', 'source'],
    ...rows.map(({ region, effectiveFrom, id, source }) => [region, effectiveFrom, id, source]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return `${cells.map((row) => line(row).trimEnd()).join('\n')}\n`;
}
