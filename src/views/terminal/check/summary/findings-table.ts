import type { CheckFinding, CheckResult } from '../../../../analysis/index.js';
import {
  type CheckFigure,
  countsText,
  findingGroups,
  limitsText,
  METRIC_HEADINGS,
  medianFigure,
  percentFigure,
  shiftFigure,
} from '../../../wording/index.js';
import {
  blank,
  type Column,
  columnWidths,
  headingRow,
  type Line,
  line,
  paragraph,
  tableRow,
  totalWidth,
} from '../../layout/index.js';
import { Footnotes } from '../../summary/footnotes.js';
import { VERDICT_MARKS, VERDICT_TONES } from '../verdict-marks.js';

/** Cells of one comparison: its figures, and below them their intervals. */
interface Row {
  readonly finding: CheckFinding;
  readonly isInterval: boolean;
}

const MARK_WIDTH = 2;

function columnsOf(notes: Footnotes): readonly Column<Row>[] {
  const figure = (heading: string, of: (finding: CheckFinding) => CheckFigure, isShift = true): Column<Row> => ({
    heading,
    minWidth: 8,
    align: 'right',
    cell: ({ finding, isInterval }) => {
      const { value, interval, note } = of(finding);
      if (isInterval) return isShift ? (interval ?? '') : shortSpan(interval ?? '');
      return note === undefined || value === '—' ? value : `${value} ${notes.mark(note)}`;
    },
  });
  const text = (heading: string, cell: (finding: CheckFinding) => string, align: 'left' | 'right'): Column<Row> => ({
    heading,
    minWidth: 4,
    align,
    cell: ({ finding, isInterval }) => (isInterval ? '' : cell(finding)),
  });
  return [
    text('', ({ metric, verdict }) => `${VERDICT_MARKS[verdict]} ${METRIC_HEADINGS[metric]}`, 'left'),
    figure('Base', (it) => medianFigure(it, 'base'), false),
    figure('Head', (it) => medianFigure(it, 'head'), false),
    figure('Shift', percentFigure),
    figure('', shiftFigure),
    text('n', countsText, 'right'),
    text('Limit', limitsText, 'left'),
  ];
}

/** `246–249 ms`, `$0.347–0.356`: of what is never below zero. */
const shortSpan = (interval: string): string => interval.replace(/ to \$?/, '–');

/** What a narrow terminal goes without, in this order: the limits and the shift in the unit are in every other report. */
const DISPENSABLE = [6, 4] as const;

function fitting(columns: readonly Column<Row>[], rows: readonly Row[], width: number): readonly Column<Row>[] {
  const tries = [columns, ...DISPENSABLE.map((_, index) => without(columns, DISPENSABLE.slice(0, index + 1)))];
  return tries.find((it) => totalWidth(columnWidths(it, rows)) <= width) ?? [];
}

const without = (columns: readonly Column<Row>[], left: readonly number[]): readonly Column<Row>[] =>
  columns.filter((_, index) => !left.includes(index));

/** Every comparison with both medians, the shift, the intervals and n; by memory size. */
export function findingsTable({ findings }: CheckResult, width: number): Line[] {
  const notes = new Footnotes();
  const rows = findings.flatMap((finding): Row[] => [
    { finding, isInterval: false },
    { finding, isInterval: true },
  ]);
  const columns = fitting(columnsOf(notes), rows, width);
  const widths = columnWidths(columns, rows);
  const lines = findingGroups(findings).flatMap((group) => {
    const own = rows.filter(({ finding }) => group.findings.includes(finding));
    if (columns.length === 0)
      return [line(group.name, 'strong'), ...own.flatMap((row) => listed(row, notes, width)), blank];
    const heading = group.name + headingRow(columns, widths).slice(group.name.length);
    return [line(heading, 'strong'), ...own.flatMap((row) => rowLine(columns, widths, row)), blank];
  });
  const reasons = notes.reasons.flatMap((it, index) => paragraph(it, width, 'quiet', `[${index + 1}] `));
  return [...lines, ...reasons, ...(reasons.length === 0 ? [] : [blank])];
}

function rowLine(columns: readonly Column<Row>[], widths: readonly number[], row: Row): Line[] {
  const text = tableRow(columns, widths, row);
  if (text.trim() === '') return [];
  return [line(text, row.isInterval ? 'quiet' : VERDICT_TONES[row.finding.verdict])];
}

/** In a terminal too narrow for the table: a paragraph each. */
function listed({ finding, isInterval }: Row, notes: Footnotes, width: number): Line[] {
  if (isInterval) return [];
  const text = ({ value, interval, note }: CheckFigure): string => {
    if (interval !== undefined) return `${value} (${interval})`;
    return note === undefined || value === '—' ? value : `${value} ${notes.mark(note)}`;
  };
  const medians = `${text(medianFigure(finding, 'base'))} → ${text(medianFigure(finding, 'head'))}`;
  const name = METRIC_HEADINGS[finding.metric];
  const all = `${name}: ${text(percentFigure(finding))}, ${medians}, n ${countsText(finding)}`;
  return paragraph(all, width, VERDICT_TONES[finding.verdict], `${VERDICT_MARKS[finding.verdict]} `.padEnd(MARK_WIDTH));
}
