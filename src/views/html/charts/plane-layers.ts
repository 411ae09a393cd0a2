import { ROLE_NAME, ROLES } from '../roles.js';
import type { Layer } from './chart.js';
import type { PlanePoint } from './cost-duration-plane.js';
import { LABEL_GAP, POSITIONS, placeLabels } from './label-placement.js';
import { figureLayers, intervalLayer } from './layers.js';
import type { ValueAxis } from './value-axis.js';

interface Axes {
  readonly x: ValueAxis;
  readonly y: ValueAxis;
}

/** The duration is the chart's shared x, the field of that name. */
export function planeLayers(points: readonly PlanePoint[], axes: Axes): Layer[] {
  return [
    path(points),
    intervalLayer(points),
    durationIntervals(points),
    ...figureLayers(points),
    ...labels(points, axes),
  ];
}

/** From the smallest memory size to the largest, so that the eye can follow what more memory does. */
const path = (points: readonly PlanePoint[]): Layer => ({
  data: {
    values: points.map(({ x: duration, value, color, architecture, at }) => ({
      x: duration,
      value,
      color,
      architecture,
      at,
    })),
  },
  mark: { type: 'line', strokeWidth: 1, opacity: 0.6 },
  encoding: {
    y: { field: 'value', type: 'quantitative' },
    order: { field: 'at', type: 'quantitative' },
    color: { field: 'color', type: 'nominal', scale: null },
    detail: { field: 'architecture', type: 'nominal' },
  },
});

const durationIntervals = (points: readonly PlanePoint[]): Layer => ({
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

/** One layer a side, as a text mark has one offset. */
function labels(points: readonly PlanePoint[], axes: Axes): Layer[] {
  const ordered = [...points].sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
  const texts = ordered.map(({ name, role }) => (role === 'other' ? name : `${name}, ${ROLE_NAME[role]}`));
  const places = placeLabels(
    ordered.map((point, index) => ({
      x: shareOf(axes.x, point.x),
      y: shareOf(axes.y, point.value),
      text: texts[index] ?? '',
    })),
  );
  const rows = ordered.map((point, index) => ({
    x: point.x,
    value: point.value,
    text: texts[index],
    place: places[index],
  }));
  return POSITIONS.map((side) => ({
    data: { values: rows.filter((row) => row.place === side) },
    mark: { type: 'text', fontSize: 11, color: 'var(--ink)', ...OFFSET[side] },
    encoding: { y: { field: 'value', type: 'quantitative' }, text: { field: 'text', type: 'nominal' } },
  }));
}

const OFFSET = {
  right: { align: 'left', baseline: 'middle', dx: LABEL_GAP },
  left: { align: 'right', baseline: 'middle', dx: -LABEL_GAP },
  above: { align: 'center', baseline: 'bottom', dy: -LABEL_GAP },
  below: { align: 'center', baseline: 'top', dy: LABEL_GAP },
} as const;

/** Where on the axis a value lies, from 0 to 1. */
function shareOf({ logarithmic, scale }: ValueAxis, value: number): number {
  const [low = 0, high = 1] = scale.domain.map((end) => (logarithmic ? Math.log(end) : end));
  return ((logarithmic ? Math.log(value) : value) - low) / (high - low);
}
