import { formatMegabytes } from '../../../../units/index.js';
import { phasesText, thresholdText, viaText } from '../../../wording/index.js';
import { blank, clean, clipLine, type Line, paragraph } from '../../layout/index.js';
import type { FrameOptions } from '../../live/frame.js';
import type { UiState } from '../../live/ui-state.js';
import { loadTitle } from '../title.js';
import { armsTable } from './arms-table.js';
import { courseLines } from './course.js';
import { factLines, rateLine } from './facts.js';
import { helpLines } from './help.js';
import { latencyLines } from './histogram.js';
import type { LoadProgress } from './load-progress.js';
import { keyLine, statusLines } from './status.js';

/** Lines of a section below its heading and its chart: the axis, and the rows of single lines. */
const LATENCY_AXIS = 1;
const COURSE_LINES = 5;

interface Heights {
  readonly histogram: number;
  readonly rate: number;
  readonly table: number;
}

/**
 * Who gets the lines: the figures first, then three lines of histogram and two of rate, then the sizes before this one,
 * then taller charts. In a low terminal the course over time goes first, then the histogram.
 */
function heights(room: number, ended: number): Heights {
  // The gap above the status, and the headings of latency and rate.
  let left = room - 3;
  const histogram = Math.max(0, Math.min(3, left - LATENCY_AXIS));
  left -= histogram === 0 ? 0 : histogram + LATENCY_AXIS;
  const rate = Math.max(0, Math.min(2, left - COURSE_LINES));
  left -= rate === 0 ? 0 : rate + COURSE_LINES;
  const table = ended > 0 ? Math.max(0, Math.min(left, ended + 1)) : 0;
  left -= table;
  if (rate === 0) return { histogram: histogram + Math.max(0, left), rate, table };
  // Blank lines between the sections come before taller charts.
  const spare = Math.max(0, left - 3);
  const taller = Math.min(8, Math.ceil(spare / 2));
  return { histogram: histogram + taller, rate: rate + Math.min(6, spare - taller), table };
}

function loadLines({ figures }: LoadProgress, width: number, room: number): Line[][] {
  const { current } = figures;
  if (current === null) return [askedLines(figures, width).slice(0, Math.max(0, room - 1))];
  const facts = factLines(figures, current, width);
  const { histogram, rate, table } = heights(room - facts.length, figures.arms.length - 1);
  const course = courseLines(figures, current, width, rate);
  return [
    latencyLines(current, width, histogram),
    [rateLine(current, width), ...course],
    facts,
    armsTable(figures, table),
  ].filter((section) => section.length > 0);
}

/** What is to come, while it is prepared. */
function askedLines({ header: { load } }: LoadProgress['figures'], width: number): Line[] {
  const sizes = load.memorySizesMB.map((it) => formatMegabytes(it)).join(', ');
  const each = load.memorySizesMB.length < 2 ? '' : ', each a load of its own, in random order';
  return [
    ['Load', phasesText(load)],
    ['By', viaText(load.via)],
    ...(sizes === '' ? [] : [['At', `${sizes}${each}`] as const]),
    ...(load.thresholds.length === 0 ? [] : [['Holds if', load.thresholds.map(thresholdText).join(', ')] as const]),
  ].flatMap(([name = '', text = '']) => paragraph(clean(text), width, 'plain', name.padEnd(10)));
}

/** Sections with blank lines between them, as far as there is room for those. */
function spaced(sections: readonly (readonly Line[])[], room: number): Line[] {
  const used = sections.reduce((sum, section) => sum + section.length, 0);
  let spare = room - used;
  return sections.flatMap((section) => (spare-- > 0 ? [blank, ...section] : [...section])).slice(0, Math.max(0, room));
}

/** The whole screen, one line less than the terminal has, for the reason that the live view of a tuning gives. */
export function loadFrame(progress: LoadProgress, ui: UiState, { width, rows, keys }: FrameOptions): Line[] {
  const height = Math.max(1, rows - 1);
  const keyHelp = keyLine(progress, ui, keys);
  const foot = [...statusLines(progress, ui, width), ...(keyHelp === undefined ? [] : [keyHelp])];
  const head = loadTitle(progress.figures.header, width);
  const room = height - head.length - foot.length;
  const sections = ui.help ? [helpLines(width)] : loadLines(progress, width, room);
  const middle = spaced(sections, room - 1);
  const gap = room - middle.length > 0 ? [blank] : [];
  const lines = [...head, ...middle, ...gap, ...foot];
  return lines.slice(Math.max(0, lines.length - height)).map((it) => clipLine(it, width));
}
