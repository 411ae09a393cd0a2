import { hasArchitectures, type Result, type SizeResult } from '../../../analysis/index.js';
import { formatMilliseconds, formatUsd } from '../../../units/index.js';
import { headed, medianOf } from '../../wording/index.js';
import { formatCount, formatSpan, medianText, NONE } from '../figures.js';
import {
  type Column,
  columnWidths,
  fit,
  GAP_WIDTH,
  headingRow,
  type Line,
  line,
  tableRow,
  textRow,
  totalWidth,
} from '../layout/index.js';
import { sizeLabel, standingOf, TONES, worstFailure } from '../marks.js';

interface LiveColumn extends Column<SizeResult> {
  /** The highest goes first when the terminal is narrow; a figure's n and interval stay with it. */
  readonly dropRank: number;
}

/** Of headings whose figures hold simulated time; the title says what it stands for. */
const MARK = ' SIM';
const BAR_MIN_WIDTH = 6;
const BAR_HEADING = 'relative cost';

const intervalText = ({ warm }: SizeResult): string => {
  if (warm.durationMs === null) return '';
  const { evidence } = medianOf(warm.durationMs);
  return 'note' in evidence ? 'no interval' : formatSpan(evidence.low, evidence.high);
};

/** The columns that name a size: all that a failed one has. */
const keyCount = (result: Result): number => (hasArchitectures(result) ? 2 : 1);

function liveColumns(result: Result): LiveColumn[] {
  const text = (heading: string, minWidth: number, cell: (size: SizeResult) => string, dropRank = 0): LiveColumn => ({
    heading,
    minWidth,
    cell,
    dropRank,
    align: 'right',
  });
  return [
    { ...text('  Memory  ', 11, (size) => sizeLabel(size, result)), align: 'left' },
    ...(hasArchitectures(result) ? [text('Arch', 6, (size) => size.architecture)] : []),
    text('n', 3, ({ warm }) => formatCount(warm.n)),
    text(headed(result, 'Warm', MARK), 7, ({ warm }) => medianText(warm.durationMs)),
    { ...text('95 % interval', 13, intervalText), align: 'left' },
    text(
      headed(result, 'Init', MARK),
      7,
      ({ cold }) => (cold.initDurationMs === null ? NONE : formatMilliseconds(cold.initDurationMs.median)),
      2,
    ),
    text(
      headed(result, '$/million', MARK),
      9,
      (size) => (size.costPerMillionUsd === null ? NONE : formatUsd(size.costPerMillionUsd.mean)),
      1,
    ),
  ];
}

/** Drops columns until the table fits; what is left then is clipped by the frame. */
function fitting(columns: readonly LiveColumn[], sizes: readonly SizeResult[], width: number): readonly LiveColumn[] {
  if (totalWidth(columnWidths(columns, sizes)) <= width) return columns;
  const rank = Math.max(...columns.map((it) => it.dropRank));
  return rank === 0
    ? columns
    : fitting(
        columns.filter((it) => it.dropRank < rank),
        sizes,
        width,
      );
}

/** Cost against the dearest size, in eighths of a cell: a difference of 2 % is still a difference in length. */
export function costBar(size: SizeResult, sizes: readonly SizeResult[], width: number): string {
  const dearest = Math.max(0, ...sizes.map((it) => it.costPerMillionUsd?.mean ?? 0));
  const cost = size.costPerMillionUsd?.mean ?? 0;
  if (dearest <= 0 || cost <= 0) return '';
  const eighths = Math.max(1, Math.round((cost / dearest) * width * 8));
  return '█'.repeat(Math.floor(eighths / 8)) + ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'][eighths % 8];
}

export interface SizeTable {
  readonly heading: Line;
  /** One a size, in the result's order. */
  readonly rows: readonly Line[];
}

/** Figures in columns as wide as they need; the bar alone takes what is left. */
export function sizeTable(result: Result, width: number): SizeTable {
  const { sizes } = result;
  const columns = fitting(liveColumns(result), sizes, width);
  const widths = columnWidths(columns, sizes);
  const room = width - totalWidth(widths) - GAP_WIDTH;
  const hasBar = room >= BAR_MIN_WIDTH;
  const gap = ' '.repeat(GAP_WIDTH);
  const heading =
    headingRow(columns, widths) +
    (hasBar ? `${gap}${fit(room < BAR_HEADING.length ? 'cost' : BAR_HEADING, room, 'left')}` : '');
  const draw = (size: SizeResult): string => {
    if (size.status === 'failed')
      return textRow(columns.slice(0, keyCount(result)), widths, size, worstFailure(size), width);
    const row = tableRow(columns, widths, size);
    return hasBar ? `${row}${gap}${costBar(size, sizes, room)}` : row;
  };
  return {
    heading: line(heading, 'quiet'),
    rows: sizes.map((size) => line(draw(size), TONES[standingOf(size, result)])),
  };
}
