import type { Layer } from './chart.js';
import { figureLayers, intervalLayer } from './layers.js';
import { type Axes, labelLayers } from './plane-labels.js';
import type { PlanePoint } from './plane-point.js';

/** The duration is the chart's shared x, the field of that name; layers add the cost. */
export const planeLayers = (points: readonly PlanePoint[], axes: Axes): Layer[] => [
  path(points),
  intervalLayer(points),
  durationIntervals(points),
  ...figureLayers(points),
  ...labelLayers(points, axes),
];

/** From the smallest memory size to the largest, so that the eye can follow what more memory does. */
const path = (points: readonly PlanePoint[]): Layer => ({
  data: { values: points.map(({ x, value, color, architecture, at }) => ({ x, value, color, architecture, at })) },
  mark: { type: 'line', strokeWidth: 1, opacity: 0.6 },
  encoding: {
    y: { field: 'value', type: 'quantitative' },
    order: { field: 'at', type: 'quantitative' },
    color: { field: 'color', type: 'nominal', scale: null },
    detail: { field: 'architecture', type: 'nominal' },
    strokeDash: { condition: { test: "datum.architecture === 'arm64'", value: [5, 3] }, value: [1, 0] },
  },
});

/** The same lying down, as the duration is the x. */
export const durationIntervals = (points: readonly PlanePoint[]): Layer => ({
  data: {
    values: points
      .filter((point) => point.xLow !== null)
      .map(({ xLow, xHigh, value, color }) => ({ xLow, xHigh, value, color })),
  },
  mark: { type: 'rule', strokeWidth: 3, strokeCap: 'round', opacity: 0.55 },
  encoding: {
    x: { field: 'xLow', type: 'quantitative' },
    x2: { field: 'xHigh' },
    y: { field: 'value', type: 'quantitative' },
    color: { field: 'color', type: 'nominal', scale: null },
  },
});
