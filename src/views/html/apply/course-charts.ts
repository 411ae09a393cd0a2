import type { CanaryResult, CourseFigure, CourseSide, CourseStretch } from '../../../analysis/index.js';
import { courseSideText, stretchText } from '../../wording/index.js';
import type { Chart, Layer } from '../charts/chart.js';
import { html, type Markup } from '../markup.js';

type Side = 'old' | 'new';

/** Told apart by shape and filling first. In the square from -1 to 1. */
const SHAPE: Readonly<Record<Side, string>> = {
  old: 'M-0.9,-0.9H0.9V0.9H-0.9Z',
  new: 'M-0.95,0A0.95,0.95,0,1,1,0.95,0A0.95,0.95,0,1,1,-0.95,0Z',
};
const COLOR: Readonly<Record<Side, string>> = { old: 'var(--muted)', new: 'var(--x86_64)' };
const SIDES = ['old', 'new'] as const;

export const sideMark = (side: Side): Markup =>
  html`<svg class="mark side-${side}" viewBox="-1.6 -1.6 3.2 3.2" aria-hidden="true"><path d="${SHAPE[side]}"/></svg>`;

interface Quantity {
  readonly id: string;
  readonly title: string;
  readonly labelExpr: string;
  readonly of: (side: CourseSide) => CourseFigure;
}

const QUANTITIES: readonly Quantity[] = [
  {
    id: 'course-duration',
    title: 'Duration in the traffic, mean of warm invocations',
    labelExpr: "format(datum.value, ',~r') + ' ms'",
    of: ({ durationMs }) => durationMs,
  },
  {
    id: 'course-failures',
    title: 'Failed invocations in the traffic',
    labelExpr: "format(datum.value * 100, '~r') + ' %'",
    of: ({ failedRatio }) => failedRatio,
  },
];

interface Point {
  /** Minutes since the canary began. */
  readonly at: number;
  readonly side: Side;
  readonly color: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly tip: string;
}

/** How the canary went; of recordings in which nothing was seen there is nothing to draw. */
export function courseCharts(canary: CanaryResult | null): readonly Chart[] {
  const { course = [] } = canary ?? {};
  return QUANTITIES.flatMap((quantity) => {
    const points = course.flatMap((it) => SIDES.map((side) => pointOf(it, side, quantity)));
    return points.some(({ value }) => value !== null) ? [chartOf(quantity, points, course)] : [];
  });
}

/** Both sides of a stretch stand beside each other, so that neither hides the other's interval. */
function pointOf(stretch: CourseStretch, side: Side, { of }: Quantity): Point {
  const { fromMs, toMs } = stretch;
  const figure = of(stretch[side]);
  const at = (fromMs + (toMs - fromMs) * (side === 'old' ? 0.42 : 0.58)) / 60_000;
  const { value = null, low = null, high = null } = figure ?? {};
  return {
    at,
    side,
    color: COLOR[side],
    value,
    low,
    high,
    tip: `${stretchText(stretch)}: ${courseSideText(stretch[side])}`,
  };
}

function chartOf(
  { id, title, labelExpr }: Quantity,
  points: readonly Point[],
  course: readonly CourseStretch[],
): Chart {
  const last = (course.at(-1)?.toMs ?? 0) / 60_000;
  return {
    id,
    title,
    caption: 'Over the time since the canary began, each stretch by itself, with its interval.',
    description: `${title}. ${points.map(({ side, tip }) => `${side === 'old' ? 'Version of before' : 'Canary'}, ${tip}`).join('; ')}.`,
    spec: {
      width: 'container',
      height: 170,
      encoding: {
        x: {
          field: 'at',
          type: 'quantitative',
          title: null,
          scale: { domain: [0, last], nice: false },
          axis: { labelExpr: "format(datum.value, '~r') + ' min'", tickCount: 6, grid: false },
        },
        y: { type: 'quantitative', title: null, scale: { zero: true, nice: true }, axis: { labelExpr, tickCount: 5 } },
      },
      layer: layersOf(points),
    },
  };
}

const color = { field: 'color', type: 'nominal', scale: null } as const;

const layersOf = (points: readonly Point[]): Layer[] => [
  {
    data: { values: points.filter(({ low, high }) => low !== null && high !== null) },
    mark: { type: 'rule', strokeWidth: 3, strokeCap: 'round', opacity: 0.5 },
    encoding: { y: { field: 'low', type: 'quantitative' }, y2: { field: 'high' }, color },
  },
  {
    data: { values: [...points] },
    mark: { type: 'line', strokeWidth: 1.25, opacity: 0.7 },
    encoding: { y: { field: 'value', type: 'quantitative' }, color, detail: { field: 'side', type: 'nominal' } },
  },
  ...SIDES.map(
    (side): Layer => ({
      data: { values: points.filter((it) => it.side === side && it.value !== null) },
      mark: {
        ...{ type: 'point', size: 60, strokeWidth: 1.75, opacity: 1, shape: SHAPE[side] },
        fill: side === 'old' ? 'var(--page)' : COLOR.new,
      },
      encoding: {
        y: { field: 'value', type: 'quantitative' },
        stroke: color,
        tooltip: { field: 'tip', type: 'nominal' },
      },
    }),
  ),
];
