import { type Align, clip, displayWidth, fit } from './width.js';

/** One column of a table over rows of type `Row`. */
export interface Column<Row> {
  readonly heading: string;
  readonly align: Align;
  /** Of an ordinary figure, so that a live table does not jump when the first one arrives. */
  readonly minWidth: number;
  cell(row: Row): string;
}

const GAP = '  ';
export const GAP_WIDTH = GAP.length;

/** A column is as wide as its widest cell. */
export const columnWidths = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): number[] =>
  columns.map((column) =>
    rows.reduce(
      (widest, row) => Math.max(widest, displayWidth(column.cell(row))),
      Math.max(column.minWidth, displayWidth(column.heading)),
    ),
  );

export const totalWidth = (widths: readonly number[]): number =>
  widths.reduce((total, width) => total + width, 0) + GAP_WIDTH * Math.max(0, widths.length - 1);

function join<Row>(columns: readonly Column<Row>[], widths: readonly number[], cell: (it: Column<Row>) => string) {
  return columns.map((column, index) => fit(cell(column), widths[index] ?? 0, column.align)).join(GAP);
}

export const headingRow = <Row>(columns: readonly Column<Row>[], widths: readonly number[]): string =>
  join(columns, widths, (column) => column.heading);

export const tableRow = <Row>(columns: readonly Column<Row>[], widths: readonly number[], row: Row): string =>
  join(columns, widths, (column) => column.cell(row));

/** A row that says in words why it has no figures: the first columns, then the text up to `width`. */
export function textRow<Row>(
  columns: readonly Column<Row>[],
  widths: readonly number[],
  row: Row,
  text: string,
  width: number,
): string {
  const start = tableRow(columns, widths, row) + GAP;
  return start + clip(text, Math.max(0, width - displayWidth(start)));
}
