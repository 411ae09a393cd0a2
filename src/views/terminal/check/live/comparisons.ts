import type { CheckFinding, CheckResult } from '../../../../analysis/index.js';
import { formatMegabytes } from '../../../../units/index.js';
import { countsText, METRIC_HEADINGS, medianFigure, percentFigure, VERDICT_ORDER } from '../../../wording/index.js';
import {
  type Column,
  columnWidths,
  displayWidth,
  headingRow,
  type Line,
  line,
  tableRow,
  totalWidth,
} from '../../layout/index.js';
import { VERDICT_MARKS, VERDICT_TONES } from '../verdict-marks.js';
import { axisText, intervalPicture, reachOf, withPicture } from './course.js';

/** Where nothing is decided yet a mark would claim too much. */
const markOf = ({ verdict }: CheckFinding): string => (verdict === 'inconclusive' ? '·' : VERDICT_MARKS[verdict]);

interface LiveColumn extends Column<CheckFinding> {
  /** The highest goes first when the terminal is narrow; a figure's n and interval stay with it. */
  readonly dropRank: number;
}

function columnsOf({ check }: CheckResult): readonly LiveColumn[] {
  const column = (
    heading: string,
    minWidth: number,
    cell: (it: CheckFinding) => string,
    dropRank = 0,
    align: Column<CheckFinding>['align'] = 'right',
  ): LiveColumn => ({ heading, minWidth, cell, dropRank, align });
  const sizes =
    check.memorySizesMB.length === 1 ? [] : [column('Memory', 8, ({ memorySizeMB: it }) => formatMegabytes(it))];
  return [
    column('  Metric', 18, (it) => `${markOf(it)} ${METRIC_HEADINGS[it.metric]}`, 0, 'left'),
    ...sizes,
    column('n', 7, countsText),
    column('Base', 8, (it) => medianFigure(it, 'base').value, 2),
    column('Head', 8, (it) => medianFigure(it, 'head').value, 1),
    column('Shift', 7, (it) => percentFigure(it).value),
    column('95 % interval', 18, intervalText, 0, 'left'),
  ];
}

function intervalText(finding: CheckFinding): string {
  const { interval, note } = percentFigure(finding);
  return (
    interval ?? (finding.isExact ? 'exact' : note === undefined || finding.shiftPercent === null ? '' : 'no interval')
  );
}

function fitting(
  columns: readonly LiveColumn[],
  findings: readonly CheckFinding[],
  width: number,
): readonly LiveColumn[] {
  const rank = Math.max(0, ...columns.map((it) => it.dropRank));
  if (rank === 0 || totalWidth(columnWidths(columns, findings)) <= width) return columns;
  return fitting(
    columns.filter((it) => it.dropRank < rank),
    findings,
    width,
  );
}

const PICTURE_WIDTH = 41;
const NARROWEST_PICTURE = 21;

/** A line for each comparison, with a picture of its interval where there is room; what decides first where there is not. */
export function comparisonLines(result: CheckResult, width: number, room: number): Line[] {
  const shown = fitted(result.findings, room - 1);
  if (shown.length === 0 || room < 2) return [];
  const columns = fitting(columnsOf(result), shown, width);
  const widths = columnWidths(columns, shown);
  const picture = Math.min(PICTURE_WIDTH, width - totalWidth(widths) - 2);
  const hidden = result.findings.length - shown.length;
  const heading = headingRow(columns, widths);
  const reach = reachOf(shown);
  const isDrawn = picture >= NARROWEST_PICTURE;
  return [
    line(isDrawn ? `${heading}  ${axisText(reach, picture)}` : heading, 'quiet'),
    ...shown.map((it) => rowLine(it, tableRow(columns, widths, it), isDrawn ? { reach, width: picture } : undefined)),
    ...(hidden === 0 ? [] : [line(`  … and ${hidden} more in the summary`, 'quiet')]),
  ];
}

function rowLine(
  finding: CheckFinding,
  text: string,
  picture?: { readonly reach: number; readonly width: number },
): Line {
  const tone = finding.verdict === 'inconclusive' ? 'plain' : VERDICT_TONES[finding.verdict];
  if (picture === undefined || finding.isExact) return line(text, tone);
  const padded = text + ' '.repeat(Math.max(0, displayWidth(text) - text.length));
  return withPicture({ text: padded, tone }, intervalPicture(finding, picture.reach, picture.width));
}

/** Those that decide first, in the order of all. */
function fitted(findings: readonly CheckFinding[], room: number): readonly CheckFinding[] {
  if (findings.length <= room) return findings;
  const kept = [...findings]
    .sort((a, b) => VERDICT_ORDER.indexOf(a.verdict) - VERDICT_ORDER.indexOf(b.verdict))
    .slice(0, Math.max(0, room - 1));
  return findings.filter((it) => kept.includes(it));
}
