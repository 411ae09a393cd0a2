import { ROLES } from '../../wording/index.js';
import { ROLE_SHAPE } from '../roles.js';
import type { Layer } from './chart.js';
import type { Estimate, Point } from './rows.js';

/** Colours are in the rows and mean themselves. */
const color = { field: 'color', type: 'nominal', scale: null } as const;
const tooltip = { field: 'tip', type: 'nominal' } as const;
const shape = {
  field: 'role',
  type: 'nominal',
  scale: { domain: [...ROLES], range: ROLES.map((role) => ROLE_SHAPE[role]) },
  legend: null,
} as const;

/** Chart data carries what is drawn and no more; the page would grow by every size's whole result otherwise. */
const drawn = ({ size, name, ...row }: Estimate) => row;

/** Single invocations: where many fall together they grow darker. */
export const pointLayer = (points: readonly Point[]): Layer => ({
  data: { values: [...points] },
  mark: { type: 'circle', size: 14, opacity: 0.28 },
  encoding: { y: { field: 'value', type: 'quantitative' }, color, tooltip },
});

/** From end to end of the interval; a figure without one has no bar, and no bar of length nothing either. */
export const intervalLayer = (estimates: readonly Estimate[]): Layer => ({
  data: { values: estimates.filter((row) => row.low !== null).map(drawn) },
  mark: { type: 'rule', strokeWidth: 3, strokeCap: 'round', opacity: 0.55 },
  encoding: { y: { field: 'low', type: 'quantitative' }, y2: { field: 'high' }, color },
});

/** The figures themselves: filled for the recommended size alone, so that it is found without colour. */
export const figureLayers = (estimates: readonly Estimate[]): Layer[] => [
  {
    data: { values: estimates.filter((row) => row.role !== 'recommended').map(drawn) },
    mark: { type: 'point', size: 80, strokeWidth: 1.75, opacity: 1, fill: 'var(--page)' },
    encoding: { y: { field: 'value', type: 'quantitative' }, stroke: color, shape, tooltip },
  },
  {
    data: { values: estimates.filter((row) => row.role === 'recommended').map(drawn) },
    mark: { type: 'point', size: 80, opacity: 1, strokeWidth: 1.75 },
    encoding: { y: { field: 'value', type: 'quantitative' }, fill: color, stroke: color, shape, tooltip },
  },
];

/** Joins the figures of an architecture in the order of their size; a gap stays a gap. */
export const trendLayer = (estimates: readonly Estimate[], gaps: readonly Gap[]): Layer => ({
  data: { values: [...estimates.map(drawn), ...gaps].sort((a, b) => a.at - b.at) },
  mark: { type: 'line', strokeWidth: 1, opacity: 0.6 },
  encoding: {
    y: { field: 'value', type: 'quantitative' },
    color,
    detail: { field: 'architecture', type: 'nominal' },
    strokeDash: { condition: { test: "datum.architecture === 'arm64'", value: [5, 3] }, value: [1, 0] },
  },
});

/** A size that has no figure. */
export interface Gap {
  readonly at: number;
  readonly architecture: string;
  readonly color: string;
  readonly value: null;
}

/** A dashed line from top to bottom: "nothing here" cannot be taken for a point at zero. */
export const gapLayer = (gaps: readonly Gap[]): Layer => ({
  data: { values: [...gaps] },
  mark: { type: 'rule', strokeDash: [2, 4], strokeWidth: 1, color: 'var(--muted)' },
  encoding: { y: { value: 0 }, y2: { value: 'height' } },
});
