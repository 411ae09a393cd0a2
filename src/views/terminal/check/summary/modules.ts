import type { CheckExplanation, CheckResult, ModuleChange } from '../../../../analysis/index.js';
import {
  broughtByText,
  explanationNotes,
  explanationText,
  moduleBytesText,
  moduleCountText,
  moduleOwnText,
  moduleRangeText,
  moduleShareText,
  moduleSign,
  moduleTotalText,
  sentence,
} from '../../../wording/index.js';
import {
  blank,
  type Column,
  clean,
  columnWidths,
  headingRow,
  type Line,
  line,
  paragraph,
  tableRow,
  totalWidth,
} from '../../layout/index.js';
import { harmless } from '../harmless.js';

/** The others explain little, and are in the page. */
const MOST_ROWS = 10;
const SHORTEST_NAME = 16;

const column = (
  heading: string,
  cell: (it: ModuleChange) => string,
  align: 'left' | 'right',
): Column<ModuleChange> => ({
  heading,
  minWidth: 5,
  align,
  cell,
});

const COLUMNS: readonly Column<ModuleChange>[] = [
  column('Loaded', (it) => `${moduleSign(it)} ${harmless(it.name)}`, 'left'),
  column('Total', moduleTotalText, 'right'),
  column('Own', moduleOwnText, 'right'),
  column('Own, range', moduleRangeText, 'right'),
  column('Share', moduleShareText, 'right'),
  column('Size', moduleBytesText, 'right'),
  column('Brought by', (it) => harmless(broughtByText(it)), 'left'),
  column('Modules', moduleCountText, 'right'),
];

/** What a narrow terminal goes without, the last of the columns first. */
const FEWEST_COLUMNS = 5;

/** Why it got slower: which modules came, went or changed, those that explain most of the shift first. */
export function moduleLines(result: CheckResult, width: number): Line[] {
  const lines = result.explanations.flatMap((it) => explanationLines(result, it, width));
  const why = result.unexplained === undefined || lines.length > 0 ? [] : unexplainedLines(result.unexplained, width);
  return [...lines, ...why];
}

const unexplainedLines = (reason: string, width: number): Line[] => [
  ...paragraph(sentence(harmless(`Not explained: ${reason}`)), width, 'quiet'),
  blank,
];

function explanationLines(result: CheckResult, explanation: CheckExplanation, width: number): Line[] {
  const { changes } = explanation;
  const shown = changes.slice(0, MOST_ROWS);
  const more = changes.length - shown.length;
  return [
    ...paragraph(sentence(clean(explanationText(result, explanation))), width, 'strong'),
    ...(shown.length === 0 ? [] : table(shown, width)),
    ...(more === 0 ? [] : [line(`… and ${more.toLocaleString('en-US')} more in the page`, 'quiet')]),
    ...(shown.length === 0
      ? []
      : explanationNotes(explanation).flatMap((it) => paragraph(harmless(it), width, 'quiet'))),
    blank,
  ];
}

/** A column in which nothing stands says nothing. */
const filled = (rows: readonly ModuleChange[]): readonly Column<ModuleChange>[] =>
  COLUMNS.filter(({ cell }) => rows.some((row) => cell(row) !== ''));

function fitting(
  columns: readonly Column<ModuleChange>[],
  rows: readonly ModuleChange[],
  width: number,
): readonly Column<ModuleChange>[] {
  if (columns.length <= FEWEST_COLUMNS || totalWidth(columnWidths(columns, rows)) <= width) return columns;
  return fitting(columns.slice(0, -1), rows, width);
}

/** Names give way to figures: of a path the end tells most. */
function table(rows: readonly ModuleChange[], width: number): Line[] {
  const columns = fitting(filled(rows), rows, width);
  const widths = columnWidths(columns, rows);
  const room = Math.max(SHORTEST_NAME, (widths[0] ?? 0) - Math.max(0, totalWidth(widths) - width));
  widths[0] = room;
  const [first, ...others] = columns as readonly [Column<ModuleChange>, ...Column<ModuleChange>[]];
  const named = [{ ...first, cell: (it: ModuleChange) => endOf(first.cell(it), room) }, ...others];
  return [
    line(headingRow(named, widths), 'quiet'),
    ...rows.map((row) => line(tableRow(named, widths, row), row.changeMs > 0 ? 'plain' : 'good')),
  ];
}

/** `+ …schema/lib/compile.js`: the sign, and as much of the end as there is room for. */
const endOf = (text: string, room: number): string =>
  text.length <= room ? text : `${text.slice(0, 2)}…${text.slice(text.length - (room - 3))}`;
