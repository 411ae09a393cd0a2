import {
  type Column,
  columnWidths,
  headingRow,
  type Line,
  line,
  type Tone,
  tableRow,
  totalWidth,
} from '../../layout/index.js';

const SHORTEST_NAME = 16;

/** A table whose first column is a path: it gives way to the figures, and so do as many of the last columns as have to. */
export function namedTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { width, fewest, toneOf }: { readonly width: number; readonly fewest: number; toneOf(row: Row): Tone },
): Line[] {
  const fitted = fitting(
    columns.filter(({ cell }) => rows.some((row) => cell(row) !== '')),
    rows,
    { width, fewest },
  );
  const widths = columnWidths(fitted, rows);
  const room = Math.max(SHORTEST_NAME, (widths[0] ?? 0) - Math.max(0, totalWidth(widths) - width));
  widths[0] = room;
  const named = fitted.map((it, index) => (index > 0 ? it : { ...it, cell: (row: Row) => endOf(it.cell(row), room) }));
  return [
    line(headingRow(named, widths), 'quiet'),
    ...rows.map((row) => line(tableRow(named, widths, row), toneOf(row))),
  ];
}

function fitting<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  limits: { readonly width: number; readonly fewest: number },
): readonly Column<Row>[] {
  if (columns.length <= limits.fewest || totalWidth(columnWidths(columns, rows)) <= limits.width) return columns;
  return fitting(columns.slice(0, -1), rows, limits);
}

/** `+ …schema/lib/compile.js`: what stands before the path, and as much of its end as there is room for, which tells most. */
function endOf(text: string, room: number): string {
  if (text.length <= room) return text;
  const sign = /^\S /.exec(text)?.[0] ?? '';
  return `${sign}…${text.slice(text.length - (room - sign.length - 1))}`;
}
