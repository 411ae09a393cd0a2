import {
  intendedPerSecond,
  type LiveArmFigures,
  type LiveLoadFigures,
  type Stretch,
} from '../../../../analysis/index.js';
import { milliseconds } from '../../../../units/index.js';
import { formatClock, rateText } from '../../../wording/index.js';
import { type Line, line, type Tone } from '../../layout/index.js';
import { axisLine, type Column, columnChart, highest } from '../blocks.js';

const LABEL_WIDTH = 10;

type Pick = (stretch: Stretch) => number;

/** The arm from its beginning to its planned end, in columns. */
interface Course {
  readonly columns: number;
  readonly columnMs: number;
  readonly stretches: readonly Stretch[];
  /** What is behind: a second that goes on would be drawn as a dip. */
  readonly knownMs: number;
}

function courseOf(figures: LiveLoadFigures, arm: LiveArmFigures, width: number): Course {
  const columns = Math.max(1, width - LABEL_WIDTH);
  const last = arm.stretches.at(-1);
  const knownMs = arm.ended === undefined ? Math.floor(arm.elapsedMs / 1000) * 1000 : arm.elapsedMs;
  const seenMs = last === undefined ? 0 : (last.fromS + last.seconds) * 1000;
  const wholeMs = Math.max(1000, figures.plannedMs, arm.elapsedMs);
  return { columns, columnMs: wholeMs / columns, stretches: arm.stretches, knownMs: Math.min(seenMs, knownMs) };
}

/** Of each column the mean of the stretches that it overlaps, by how much of them; per second. */
function meanOf({ columns, columnMs, stretches, knownMs }: Course, pick: Pick): number[] {
  return Array.from({ length: columns }, (_, index) => {
    const [from, to] = [index * columnMs, Math.min(knownMs, (index + 1) * columnMs)];
    if (to <= from) return 0;
    const inIt = stretches.reduce((sum, it) => {
      const begin = it.fromS * 1000;
      const overlap = Math.min(to, begin + it.seconds * 1000) - Math.max(from, begin);
      return overlap <= 0 ? sum : sum + (pick(it) / it.seconds) * overlap;
    }, 0);
    return inIt / (to - from);
  });
}

/** Of each column the most; of a count a single one must not be averaged away. */
function mostOf({ columns, columnMs, stretches }: Course, pick: Pick): number[] {
  return Array.from({ length: columns }, (_, index) => {
    const [from, to] = [index * columnMs, (index + 1) * columnMs];
    return stretches.reduce((most, it) => {
      const begin = it.fromS * 1000;
      return begin < to && begin + it.seconds * 1000 > from ? Math.max(most, pick(it)) : most;
    }, 0);
  });
}

const labelled = (label: string, text: string): string => `${label.padEnd(LABEL_WIDTH)}${text}`;

function rateRows(figures: LiveLoadFigures, course: Course, height: number): Line[] {
  const { phases } = figures.header.load;
  const columns = meanOf(course, ({ answered }) => answered).map((value, index): Column => {
    // By whole seconds, as answers are counted: a burst within a fraction of one would be a rate that nobody meant.
    const from = Math.floor((index * course.columnMs) / 1000) * 1000;
    const to = Math.max(from + 1000, Math.ceil(((index + 1) * course.columnMs) / 1000) * 1000);
    return { value, meant: intendedPerSecond(phases, from, to) };
  });
  const most = highest(columns);
  const labels = [most === 0 ? '' : rateText(most)];
  return columnChart(columns, height, most).map((text, row) => line(labelled(labels[row] ?? '', text)));
}

function sparkline(label: string, course: Course, pick: Pick, tone: Tone): Line {
  const values = mostOf(course, pick);
  const most = Math.max(0, ...values);
  const [text = ''] = columnChart(
    values.map((value) => ({ value })),
    1,
    most,
  );
  return line(labelled(label, text), most === 0 ? 'quiet' : tone);
}

/** The arm over time, each line below the other at the same moment: rate against intention, open, cold, trouble. */
export function courseLines(figures: LiveLoadFigures, arm: LiveArmFigures, width: number, height: number): Line[] {
  if (height <= 0) return [];
  const course = courseOf(figures, arm, width);
  const end = milliseconds(course.columnMs * course.columns);
  const half = milliseconds(end / 2);
  const ticks = [
    { at: 0, text: '0 s' },
    { at: course.columns / 2, text: formatClock(half) },
    { at: course.columns, text: formatClock(end) },
  ];
  return [
    ...rateRows(figures, course, height),
    sparkline('open', course, ({ peakOpen }) => peakOpen, 'plain'),
    sparkline('cold', course, ({ cold }) => cold, 'tied'),
    sparkline('throttled', course, ({ throttled }) => throttled, 'bad'),
    sparkline('failed', course, ({ failed, dropped }) => failed + dropped, 'bad'),
    line(labelled('', axisLine(ticks, course.columns)), 'quiet'),
  ];
}
