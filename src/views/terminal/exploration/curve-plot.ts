import type { Result } from '../../../analysis/index.js';
import type { CurvePoint, Decision } from '../../../curve/index.js';
import { ARCHITECTURES } from '../../../pricing/index.js';
import {
  confidenceText,
  type Exploration,
  figureOf,
  formatQuantity,
  headed,
  isPredicted,
  type Quantity,
  type Role,
  roleOfPlace,
} from '../../wording/index.js';
import { type Line, line } from '../layout/index.js';
import type { NextVisit } from '../run-progress.js';
import { Canvas, DOTS_ACROSS, DOTS_DOWN } from './canvas.js';
import { memoryAxis } from './memory-axis.js';
import { columnOf, memoryScale, rowLabels, rowOf, type Scale, shareOf, valueAt, valueScale } from './scales.js';

/** A heading above it, an axis with its labels below it. */
export const PLOT_FRAME = 3;

/** Lower or narrower than this it shows no curve. */
export const LEAST_PLOT = { width: 44, height: 5 } as const;

/** There is a curve. */
export type Known = Exploration & { readonly decision: Decision };

export interface PlotSize {
  readonly width: number;
  /** Of the drawing alone, without `PLOT_FRAME`. */
  readonly height: number;
}

const HEADINGS: Readonly<Record<Quantity, string>> = {
  cost: 'Cost of a million',
  duration: 'Duration, warm, mean',
};

/** The other architecture's points have corners, and its line has gaps. */
const MARKS = { x86_64: '●', arm64: '◆' } as const;

/** What the explorer knows of every size: the curve that it believes, its band, and what was measured. */
export function curvePlot(
  result: Result,
  exploration: Known,
  quantity: Quantity,
  next: NextVisit | undefined,
  size: PlotSize,
): Line[] {
  const { decision } = exploration;
  const failed = result.sizes.filter(({ status }) => status === 'failed');
  const others = [...failed, ...(next === undefined ? [] : [next])].map(({ memorySizeMB }) => Number(memorySizeMB));
  const y = valueScale(decision.curve, quantity);
  const labels = rowLabels(y, size.height).map(({ row, value }) => ({ row, text: formatQuantity(quantity)(value) }));
  const indent = Math.max(0, ...labels.map(({ text }) => text.length)) + 2;
  const canvas = new Canvas(size.width - indent, size.height);
  const x = memoryScale(decision.curve, others);
  drawCurve(canvas, exploration, quantity, { x, y });
  const prefix = (row: number): string => {
    const text = labels.find((it) => it.row === row)?.text;
    return `${(text ?? '').padStart(indent - 2)} ${text === undefined ? '│' : '┤'}`;
  };
  return [
    line(`${headed(result, HEADINGS[quantity])}, ${confidenceText(exploration)} band`, 'strong'),
    ...canvas.lines(prefix),
    ...memoryAxis(exploration, { next, failed }, x, { width: canvas.width, indent }),
  ];
}

interface Scales {
  readonly x: Scale;
  readonly y: Scale;
}

/** Candidates of a list lie apart, and nothing between them can be chosen: those that were not measured have a mark too. */
const isListed = ({ goal }: Exploration): boolean => goal.rangeMB === undefined;

const PREDICTED = '○';

function drawCurve(canvas: Canvas, exploration: Known, quantity: Quantity, scales: Scales): void {
  const { decision } = exploration;
  for (const architecture of ARCHITECTURES) {
    const points = decision.curve.filter((it) => it.architecture === architecture);
    drawBand(canvas, points, quantity, scales);
    drawLine(canvas, points, quantity, scales, architecture === 'arm64');
  }
  if (isListed(exploration)) {
    for (const point of decision.curve.filter(isPredicted)) {
      const row = rowOf(scales.y, figureOf(point, quantity).mean, canvas.height);
      canvas.mark(columnOf(scales.x, point.memorySizeMB, canvas.width), row, PREDICTED, 'quiet');
    }
  }
  const order: readonly Role[] = ['other', 'tied', 'recommended'];
  const measured = decision.curve.filter((it) => !isPredicted(it));
  for (const point of measured) drawInterval(canvas, point, quantity, scales);
  for (const role of order) {
    for (const point of measured)
      if (roleOfPlace(decision, point) === role) drawPoint(canvas, point, role, quantity, scales);
  }
}

/** Between two points of the curve: in equal ratios, as the axes are. Undefined beyond its ends. */
function between(
  points: readonly CurvePoint[],
  memorySizeMB: number,
  of: (point: CurvePoint) => number,
): number | undefined {
  const right = points.findIndex((it) => it.memorySizeMB >= memorySizeMB);
  const [a, b] = [points[right - 1] ?? points[right], points[right]];
  if (a === undefined || b === undefined || (right === 0 && b.memorySizeMB > memorySizeMB * 1.000_001))
    return undefined;
  const share = shareOf({ low: a.memorySizeMB, high: b.memorySizeMB }, memorySizeMB);
  return a === b ? of(b) : of(a) * (of(b) / of(a)) ** share;
}

function drawBand(canvas: Canvas, points: readonly CurvePoint[], quantity: Quantity, { x, y }: Scales): void {
  for (let column = 0; column < canvas.width; column++) {
    const memorySizeMB = valueAt(x, (column + 0.5) / canvas.width);
    const low = between(points, memorySizeMB, (it) => figureOf(it, quantity).low);
    const high = between(points, memorySizeMB, (it) => figureOf(it, quantity).high);
    if (low === undefined || high === undefined) continue;
    const [top, bottom] = [rowOf(y, high, canvas.height), rowOf(y, low, canvas.height)];
    for (let row = Math.max(0, top); row <= Math.min(bottom, canvas.height - 1); row++) canvas.shade(column, row);
  }
}

/** With no gaps where it is steep, as at the steps of a staircase. */
function drawLine(
  canvas: Canvas,
  points: readonly CurvePoint[],
  quantity: Quantity,
  { x, y }: Scales,
  isDashed: boolean,
): void {
  const [across, down] = [canvas.width * DOTS_ACROSS, canvas.height * DOTS_DOWN];
  let before: number | undefined;
  for (let column = 0; column < across; column++) {
    const mean = between(points, valueAt(x, (column + 0.5) / across), (it) => figureOf(it, quantity).mean);
    const row = mean === undefined ? undefined : rowOf(y, mean, down);
    if (row !== undefined && !(isDashed && column % 6 > 3)) {
      const from = before === undefined ? row : before + Math.sign(row - before);
      for (let dot = Math.min(from, row); dot <= Math.max(from, row); dot++) canvas.dot(column, dot);
    }
    before = row;
  }
}

function drawInterval(canvas: Canvas, point: CurvePoint, quantity: Quantity, { x, y }: Scales): void {
  const { low, high } = figureOf(point, quantity);
  const column = columnOf(x, point.memorySizeMB, canvas.width);
  const [top, bottom] = [rowOf(y, high, canvas.height), rowOf(y, low, canvas.height)];
  for (let row = Math.max(0, top); row <= Math.min(bottom, canvas.height - 1); row++)
    canvas.mark(column, row, '│', 'plain');
}

function drawPoint(canvas: Canvas, point: CurvePoint, role: Role, quantity: Quantity, { x, y }: Scales): void {
  const column = columnOf(x, point.memorySizeMB, canvas.width);
  const row = rowOf(y, figureOf(point, quantity).mean, canvas.height);
  if (row < 0) canvas.mark(column, 0, '↑', 'strong');
  else if (role === 'recommended') canvas.mark(column, row, '★', 'good');
  else canvas.mark(column, row, role === 'tied' ? '≈' : MARKS[point.architecture], role === 'tied' ? 'tied' : 'strong');
}

/** How far exploring is. */
export interface PlotState {
  readonly isOver: boolean;
  readonly next?: NextVisit | undefined;
}

/** What the marks of a plot mean, those that are in it. */
export function plotLegend(result: Result, exploration: Known, { next, isOver }: PlotState): string {
  const { decision } = exploration;
  const measured = decision.curve.filter((it) => !isPredicted(it));
  const roles = new Set(measured.map((it) => roleOfPlace(decision, it)));
  const others = ARCHITECTURES.filter((it) =>
    measured.some((point) => point.architecture === it && roleOfPlace(decision, point) === 'other'),
  );
  const both = new Set(decision.curve.map(({ architecture }) => architecture)).size > 1;
  return [
    roles.has('recommended') && (isOver ? '★ recommended' : '★ best so far'),
    roles.has('tied') && '≈ tied',
    others.length > 0 && `${others.map((it) => MARKS[it]).join('')} measured${both ? ` on ${others.join(', ')}` : ''}`,
    decision.curve.length > measured.length &&
      `${isListed(exploration) ? `${PREDICTED} ` : ''}⠒⠒${both ? ', ⠒ ⠒' : ''} predicted`,
    decision.undecided.length > 0 && '━ undecided',
    next !== undefined && '▲ next',
    result.sizes.some(({ status }) => status === 'failed') && '✗ failed',
  ]
    .filter((it) => typeof it === 'string')
    .join('  ');
}
