import type { Layer } from './chart.js';

/** One figure with its verdict, where it lies on the axis. */
export interface Judged {
  readonly name: string;
  readonly at: number;
  readonly color: string;
  readonly shape: string;
  /** Filled or hollow: verdicts are told apart without colours too. */
  readonly isFilled: boolean;
  readonly tip: string;
}

/** The ends of its interval on the axis. */
export interface JudgedInterval {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly color: string;
}

const COLOR = { field: 'color', type: 'nominal', scale: null } as const;

/** A row for each name, in the order in which they come. */
export const namedRows = (labelLimit: number) =>
  ({
    field: 'name',
    type: 'nominal',
    sort: null,
    title: null,
    axis: { labelLimit, labelColor: 'var(--ink)' },
  }) as const;

/** Intervals, and on them a point for each verdict. */
export const verdictLayers = (intervals: readonly JudgedInterval[], judged: readonly Judged[]): Layer[] => [
  {
    data: { values: [...intervals] },
    mark: { type: 'rule', strokeWidth: 3, strokeCap: 'round', opacity: 0.6 },
    encoding: { x: { field: 'low', type: 'quantitative' }, x2: { field: 'high' }, color: COLOR },
  },
  ...[true, false].map((filled) =>
    points(
      judged.filter(({ isFilled }) => isFilled === filled),
      filled,
    ),
  ),
];

const points = (judged: readonly Judged[], filled: boolean): Layer => ({
  data: { values: judged.map(({ isFilled: _, ...point }) => point) },
  mark: { type: 'point', size: 70, strokeWidth: 1.75, opacity: 1, ...(filled ? {} : { fill: 'var(--page)' }) },
  encoding: {
    x: { field: 'at', type: 'quantitative' },
    shape: { field: 'shape', type: 'nominal', scale: null },
    stroke: COLOR,
    ...(filled ? { fill: COLOR } : {}),
    tooltip: { field: 'tip', type: 'nominal' },
  },
});
