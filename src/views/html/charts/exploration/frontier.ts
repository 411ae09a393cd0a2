import type { Result } from '../../../../analysis/index.js';
import type { CurvePoint } from '../../../../curve/index.js';
import { figureOf, figureWords, isPredicted, placeName, pointAt } from '../../../wording/index.js';
import type { Chart, Layer } from '../chart.js';
import { figureLayers, intervalLayer } from '../layers.js';
import { colorOf } from '../memory-axis.js';
import { type Axes, labelLayers } from '../plane-labels.js';
import { durationIntervals } from '../plane-layers.js';
import type { PlanePoint } from '../plane-point.js';
import { valueAxis } from '../value-axis.js';
import { type Known, measuredRows } from './curve-rows.js';

/** The bargain itself: of all sizes, measured or predicted, those that no other beats in both. */
export function frontierPlane(result: Result, exploration: Known): Chart {
  const { decision } = exploration;
  const points = measuredPoints(result, exploration);
  const all = decision.curve.map((point) => ({
    x: figureOf(point, 'duration').mean,
    value: figureOf(point, 'cost').mean,
    color: colorOf(point.architecture),
    tip: `${placeName(result, point)}: ${bothWords(point, exploration)}`,
    predicted: isPredicted(point),
  }));
  const words = {
    id: 'cost-duration-plane',
    title: 'Cost against duration',
    description: frontierWords(result, exploration),
  };
  if (all.length === 0) return { ...words, caption: '' };
  const joined = decision.frontier.flatMap((it) => pointAt(decision, it) ?? []);
  const { x, y } = axesOf(points, joined);
  return {
    ...words,
    caption: `Left is faster, down is cheaper. The line is the frontier: no size beats one of it in both. ${x.text === y.text ? `Axes ${x.text}.` : `Duration axis ${x.text}, cost axis ${y.text}.`}`,
    spec: {
      width: 'container',
      height: 280,
      encoding: {
        x: { field: 'x', type: 'quantitative', title: 'Mean warm duration', scale: x.scale, axis: x.axis },
        y: { type: 'quantitative', title: null, scale: y.scale, axis: y.axis },
      },
      layer: [
        frontierLine(joined),
        predictedDots(all.filter((it) => it.predicted).map(({ predicted: _, ...row }) => row)),
        intervalLayer(points),
        durationIntervals(points),
        ...figureLayers(points),
        ...labelLayers(named(points), { x, y }),
      ],
    },
  };
}

/** An explorer measures most where sizes lie close together: the chosen one is named, and the ends of what was measured. */
const named = (points: readonly PlanePoint[]): PlanePoint[] =>
  points.filter((it, index) => it.role === 'recommended' || index === 0 || index === points.length - 1);

/** Of what can be chosen: a predicted size that others beat in both may lie far beyond, and is cut off there. */
function axesOf(points: readonly PlanePoint[], frontier: readonly CurvePoint[]): Axes {
  const durations = [
    ...frontier.map((it) => Number(it.durationMs.mean)),
    ...points.flatMap(({ x, xLow, xHigh }) => [x, xLow ?? x, xHigh ?? x]),
  ];
  const costs = [
    ...frontier.map((it) => Number(it.costPerMillionUsd.mean)),
    ...points.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]),
  ];
  return { x: valueAxis(durations, 'duration', 'data'), y: valueAxis(costs, 'cost', 'data') };
}

/** Measured ones, with the intervals of both. */
const measuredPoints = (result: Result, exploration: Known): PlanePoint[] =>
  measuredRows(result, exploration, 'cost').flatMap((cost) => {
    const point = pointAt(exploration.decision, cost.size);
    if (point === undefined) return [];
    const { mean: x, low: xLow, high: xHigh } = point.durationMs;
    return [{ ...cost, x, xLow, xHigh, tip: `${cost.name}: ${bothWords(point, exploration)}` }];
  });

const bothWords = (point: CurvePoint, exploration: Known): string =>
  `${figureWords(point, 'duration', exploration)}; cost ${figureWords(point, 'cost', exploration)}`;

const frontierLine = (points: readonly CurvePoint[]): Layer => ({
  data: {
    values: points.map((point, order) => ({
      x: figureOf(point, 'duration').mean,
      value: figureOf(point, 'cost').mean,
      order,
    })),
  },
  mark: { type: 'line', strokeWidth: 1.5, color: 'var(--muted)' },
  encoding: { y: { field: 'value', type: 'quantitative' }, order: { field: 'order', type: 'quantitative' } },
});

const predictedDots = (rows: readonly object[]): Layer => ({
  data: { values: [...rows] },
  mark: { type: 'circle', size: 22, opacity: 0.75, clip: true },
  encoding: {
    y: { field: 'value', type: 'quantitative' },
    color: { field: 'color', type: 'nominal', scale: null },
    tooltip: { field: 'tip', type: 'nominal' },
  },
});

/** The frontier from cheap to fast, in words. */
function frontierWords(result: Result, exploration: Known): string {
  const { decision } = exploration;
  const sizes = decision.frontier
    .flatMap((it) => pointAt(decision, it) ?? [])
    .map((point) => `${placeName(result, point)}: ${bothWords(point, exploration)}`);
  return `Cost of a million invocations against mean warm duration: the frontier, from cheap to fast. ${sizes.length === 0 ? 'Nothing is known of it' : sizes.join('; ')}.`;
}
