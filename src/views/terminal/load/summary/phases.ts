import type { LoadArm, LoadFigures, LoadResult } from '../../../../analysis/index.js';
import { formatRatio } from '../../../../units/index.js';
import { armName, percentileValue, rateText } from '../../../wording/index.js';
import { formatCount, NONE } from '../../figures.js';
import {
  blank,
  type Column,
  clean,
  columnWidths,
  headingRow,
  type Line,
  line,
  tableRow,
  totalWidth,
} from '../../layout/index.js';

/** More rows than this are for the report. */
const MOST_ROWS = 24;

interface Row {
  readonly part: string;
  readonly size: string;
  readonly figures: LoadFigures;
}

const column = (
  heading: string,
  minWidth: number,
  cell: (row: Row) => string,
  align: Column<Row>['align'] = 'right',
): Column<Row> => ({ heading, minWidth, cell, align });

const columnsOf = (title: string): readonly Column<Row>[] => [
  column(title, SHORTEST_NAME, ({ part }) => part, 'left'),
  column('Memory', 8, ({ size }) => size),
  column('n', 3, ({ figures }) => formatCount(figures.latencyMs?.n ?? 0)),
  column('Achieved', 7, ({ figures }) => rateText(figures.achievedPerSecond)),
  column('p50', 7, ({ figures: { latencyMs } }) =>
    latencyMs === null ? NONE : (percentileValue(latencyMs.p50) ?? NONE),
  ),
  column('p99', 7, ({ figures: { latencyMs } }) =>
    latencyMs === null ? NONE : (percentileValue(latencyMs.p99) ?? NONE),
  ),
  column('Cold', 6, ({ figures: { coldStarts } }) =>
    coldStarts === null || coldStarts.n === 0 ? NONE : formatRatio(coldStarts.ratio),
  ),
  column('Failed', 6, ({ figures: { errors } }) => (errors.n === 0 ? NONE : formatRatio(errors.ratio))),
];

/** What a narrow terminal goes without, in this order; the table of all figures has the same by size. */
const DISPENSABLE = ['Achieved', 'Cold'];

function fitting(columns: readonly Column<Row>[], rows: readonly Row[], width: number): readonly Column<Row>[] {
  const widths = columnWidths(columns, rows);
  const shortest = totalWidth(widths) - (widths[0] ?? 0) + SHORTEST_NAME;
  const next = DISPENSABLE.find((heading) => columns.some((it) => it.heading === heading));
  if (shortest <= width || next === undefined) return columns;
  return fitting(
    columns.filter(({ heading }) => heading !== next),
    rows,
    width,
  );
}

const SHORTEST_NAME = 10;

function partTable(title: string, rows: readonly Row[], width: number): Line[] {
  if (rows.length === 0) return [];
  const shown = rows.slice(0, MOST_ROWS);
  const columns = fitting(columnsOf(title), shown, width);
  const widths = columnWidths(columns, shown);
  // A name as long as it likes gives way to the figures.
  const over = Math.max(0, totalWidth(widths) - width);
  widths[0] = Math.max(SHORTEST_NAME, (widths[0] ?? 0) - over);
  const more = rows.length - shown.length;
  return [
    line(headingRow(columns, widths), 'quiet'),
    ...shown.map((row) => line(tableRow(columns, widths, row))),
    ...(more === 0 ? [] : [line(`… and ${more} more in the report`, 'quiet')]),
    blank,
  ];
}

/** Each phase, and each function of a mix, at each size: where one of them is what is slow, the whole does not tell it. */
export function partTables(result: LoadResult, width: number): Line[] {
  const rowsOf = (parts: (arm: LoadArm) => LoadArm['functions']): Row[] => {
    const names = [...new Set(result.arms.flatMap((arm) => parts(arm).map(({ name }) => name)))];
    return names.flatMap((name) =>
      result.arms.flatMap((arm) =>
        parts(arm)
          .filter((it) => it.name === name)
          .map(({ figures }) => ({ part: clean(name), size: clean(armName(result, arm)), figures })),
      ),
    );
  };
  const phases =
    result.load.phases.length < 2 ? [] : rowsOf((arm) => arm.phases.filter(({ figures }) => figures.counts.due > 0));
  const functions = rowsOf((arm) => arm.functions);
  return [...partTable('Phase', phases, width), ...partTable('Function', functions, width)];
}
