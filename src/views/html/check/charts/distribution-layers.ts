import type { CheckFinding, CheckPoint } from '../../../../analysis/index.js';
import type { Layer } from '../../charts/chart.js';

export type Side = CheckPoint['side'];

export const SIDE_COLOR: Readonly<Record<Side, string>> = { base: 'var(--x86_64)', head: 'var(--arm64)' };

/** Base above head; between the lanes is room. */
export const LANE: Readonly<Record<Side, { readonly middle: number; readonly half: number }>> = {
  base: { middle: 1.5, half: 0.44 },
  head: { middle: 0.5, half: 0.44 },
};

export interface DrawnPoint extends CheckPoint {
  readonly at: number;
  readonly y: number;
  /** At the edge of the axis instead of at its value. */
  readonly isBeyond: boolean;
}

/** Also in the key. Disturbed by the host; further away than the axis goes. */
export const DISTURBED_SHAPE = 'M0,-1.2L1.2,1H-1.2Z';
const BEYOND_SHAPE = { left: 'M1,-1V1L-1,0Z', right: 'M-1,-1V1L1,0Z' } as const;

const SIDES: readonly Side[] = ['base', 'head'];

export const distributionLayers = (finding: CheckFinding, points: readonly DrawnPoint[]): Layer[] =>
  allLayers(finding, points).filter(
    ({ data }) =>
      data !== undefined && data !== null && 'values' in data && Array.isArray(data.values) && data.values.length > 0,
  );

const allLayers = (finding: CheckFinding, points: readonly DrawnPoint[]): Layer[] => [
  peaks(finding),
  baseMedian(finding),
  ...SIDES.flatMap((side) => {
    const own = points.filter((it) => it.side === side);
    return [
      dots(
        own.filter((it) => !it.isDisturbed && !it.isBeyond),
        side,
      ),
      triangles(
        own.filter((it) => it.isDisturbed && !it.isBeyond),
        side,
      ),
      rings(own.filter((it) => it.isOutlier && !it.isBeyond)),
      arrows(
        own.filter((it) => it.isBeyond),
        side,
      ),
      ...median(finding, side),
    ];
  }),
];

/** Chart data carries what is drawn and no more. */
const drawn = ({ at, y, value, block, isOutlier, isDisturbed }: DrawnPoint) => ({
  x: at,
  y,
  b: block + 1,
  ...(at === value ? {} : { v: value }),
  ...(isOutlier ? { o: 1 } : {}),
  ...(isDisturbed ? { d: 1 } : {}),
});

const XY = {
  x: { field: 'x', type: 'quantitative' },
  y: { field: 'y', type: 'quantitative' },
} as const;

/** Made in the browser: two thousand sentences would be most of the page. */
const tipOf = (side: Side) => ({
  transform: [
    {
      calculate: `'${side}, block ' + datum.b + ': ' + format(isValid(datum.v) ? datum.v : datum.x, ',.5~r') + (datum.o ? ', outlier' : '') + (datum.d ? ', disturbed by the host' : '')`,
      as: 'tip',
    },
  ],
});
const TIP = { tooltip: { field: 'tip', type: 'nominal' } } as const;

const dots = (points: readonly DrawnPoint[], side: Side): Layer => ({
  data: { values: points.map(drawn) },
  ...tipOf(side),
  mark: { type: 'circle', size: 30, opacity: 0.55, color: SIDE_COLOR[side] },
  encoding: { ...XY, ...TIP },
});

const triangles = (points: readonly DrawnPoint[], side: Side): Layer => ({
  data: { values: points.map(drawn) },
  ...tipOf(side),
  mark: { type: 'point', shape: DISTURBED_SHAPE, size: 30, strokeWidth: 1.25, color: SIDE_COLOR[side], filled: false },
  encoding: { ...XY, ...TIP },
});

const rings = (points: readonly DrawnPoint[]): Layer => ({
  data: { values: points.map(({ at, y }) => ({ x: at, y })) },
  mark: { type: 'point', size: 110, strokeWidth: 1, color: 'var(--ink)', filled: false, opacity: 0.8 },
  encoding: XY,
});

const arrows = (points: readonly DrawnPoint[], side: Side): Layer => ({
  data: {
    values: points.map((it) => ({ ...drawn(it), shape: it.value < it.at ? BEYOND_SHAPE.left : BEYOND_SHAPE.right })),
  },
  ...tipOf(side),
  mark: { type: 'point', size: 60, color: SIDE_COLOR[side], filled: true, opacity: 1 },
  encoding: { ...XY, ...TIP, shape: { field: 'shape', type: 'nominal', scale: null } },
});

/** Half the height of the mark of a median. */
const TICK = 0.3;

/** An interval as a bar below the figure itself. */
function median({ base, head }: CheckFinding, side: Side): Layer[] {
  const figure = (side === 'base' ? base : head).median;
  if (figure === null) return [];
  const { middle } = LANE[side];
  const interval =
    figure.low === null || figure.high === null ? [] : [{ y: middle, low: figure.low, high: figure.high }];
  return [
    {
      data: { values: interval },
      mark: { type: 'rule', strokeWidth: 6, opacity: 0.45, color: 'var(--ink)' },
      encoding: { x: { field: 'low', type: 'quantitative' }, x2: { field: 'high' }, y: XY.y },
    },
    {
      data: { values: [{ x: figure.value, y: middle - TICK, to: middle + TICK }] },
      mark: { type: 'rule', strokeWidth: 2, color: 'var(--ink)' },
      encoding: { ...XY, y2: { field: 'to' } },
    },
  ];
}

/** Through both lanes, so that the shift is seen as a distance. */
const baseMedian = ({ base }: CheckFinding): Layer => ({
  data: { values: base.median === null ? [] : [{ x: base.median.value }] },
  mark: { type: 'rule', strokeWidth: 1, color: 'var(--muted)' },
  encoding: { x: XY.x, y: { value: 0 }, y2: { value: 'height' } },
});

const peaks = ({ modes }: CheckFinding): Layer => ({
  data: { values: (modes?.centers ?? []).map((x) => ({ x })) },
  mark: { type: 'rule', strokeWidth: 1, strokeDash: [3, 3], color: 'var(--muted)' },
  encoding: { x: XY.x, y: { value: 0 }, y2: { value: 'height' } },
});
