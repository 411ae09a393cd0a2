import { isSameCandidate } from '../../../curve/index.js';
import type { Exploration, Place } from '../../wording/index.js';
import { type Line, line, pieced, type Run } from '../layout/index.js';
import { columnOf, type Scale } from './scales.js';

/** Round sizes, the ones with a meaning first: where a vCPU is whole, and the ends. */
const TICKS = [128, 10_240, 1769, 512, 3008, 256, 1024, 5120, 2048, 4096, 768, 1536, 192, 384, 7168];

const UNDECIDED = '━';
const NEXT = '▲';
const FAILED = '✗';

export interface AxisMarks {
  readonly next: Place | undefined;
  readonly failed: readonly Place[];
}

const label = (memorySizeMB: number): string => memorySizeMB.toLocaleString('en-US');

interface Tick {
  readonly column: number;
  readonly text: string;
  readonly start: number;
}

/** As many as have room beside each other; the ends of the scale always, as they say what was a candidate. */
function ticksOf(scale: Scale, width: number): Tick[] {
  const ticks: Tick[] = [];
  for (const size of [scale.low, scale.high, ...TICKS]) {
    if (size < scale.low || size > scale.high) continue;
    const text = label(size);
    const column = columnOf(scale, size, width);
    const start = Math.min(width - text.length, Math.max(0, column - Math.floor(text.length / 2)));
    const isFree = ticks.every((it) => start + text.length + 1 < it.start || it.start + it.text.length + 1 < start);
    if (isFree && start >= 0) ticks.push({ column, text, start });
  }
  return ticks;
}

/** The columns over which the choice is undecided: from each such point of the curve half-way to its neighbours. */
function undecidedColumns({ decision }: Exploration, scale: Scale, width: number): Set<number> {
  const columns = new Set<number>();
  if (decision === undefined) return columns;
  const { curve, undecided } = decision;
  for (const [index, point] of curve.entries()) {
    if (!undecided.some((it) => isSameCandidate(it, point))) continue;
    const own = columnOf(scale, point.memorySizeMB, width);
    for (const neighbour of [curve[index - 1], curve[index + 1]]) {
      if (neighbour === undefined || neighbour.architecture !== point.architecture) continue;
      const other = columnOf(scale, neighbour.memorySizeMB, width);
      const half = Math.round((own + other) / 2);
      for (let column = Math.min(own, half); column <= Math.max(own, half); column++) columns.add(column);
    }
    columns.add(own);
  }
  return columns;
}

/** The axis with what is said of places and not of values, and its labels. */
export function memoryAxis(
  exploration: Exploration,
  { next, failed }: AxisMarks,
  scale: Scale,
  { width, indent }: { readonly width: number; readonly indent: number },
): Line[] {
  const ticks = ticksOf(scale, width);
  const undecided = undecidedColumns(exploration, scale, width);
  const at = (place: Place): number => columnOf(scale, place.memorySizeMB, width);
  const failedColumns = new Set(failed.map(at));
  const cell = (column: number): Run => {
    if (next !== undefined && at(next) === column) return { text: NEXT, tone: 'tied' };
    if (failedColumns.has(column)) return { text: FAILED, tone: 'bad' };
    if (undecided.has(column)) return { text: UNDECIDED, tone: 'warn' };
    return { text: ticks.some((tick) => tick.column === column) ? '┴' : '─', tone: 'quiet' };
  };
  const margin = ' '.repeat(indent - 1);
  let labels = '';
  for (const { start, text } of [...ticks].sort((a, b) => a.start - b.start)) labels = labels.padEnd(start) + text;
  return [
    pieced([{ text: `${margin}└`, tone: 'quiet' }, ...Array.from({ length: width }, (_, column) => cell(column))]),
    line(`${margin} ${labels}${labels.length + 3 <= width ? ' MB' : ''}`, 'quiet'),
  ];
}
