import { isSameCandidate } from '../../../../curve/index.js';
import type { Layer } from '../chart.js';
import type { CurveRow, Known } from './curve-rows.js';

const color = { field: 'color', type: 'nominal', scale: null } as const;
const detail = { field: 'architecture', type: 'nominal' } as const;
const tooltip = { field: 'tip', type: 'nominal' } as const;

/** The band of what is believed: an area without an edge, as nothing was measured at it. */
export const bandLayer = (rows: readonly CurveRow[]): Layer => ({
  data: {
    values: rows.map(({ at, low, high, color: own, architecture }) => ({ at, low, high, color: own, architecture })),
  },
  mark: { type: 'area', opacity: 0.16, clip: true },
  encoding: {
    y: { field: 'low', type: 'quantitative' },
    y2: { field: 'high' },
    fill: color,
    detail,
  },
});

/**
 * Of a range only the line is seen, and its points answer the mouse; candidates of a list lie apart, and have dots.
 *
 * What is believed between the measured sizes, and beyond them: dotted, where what was measured has shapes.
 */
export const believedLayers = (rows: readonly CurveRow[], isListed: boolean): Layer[] => [
  {
    data: { values: rows.map(({ at, value, color: own, architecture }) => ({ at, value, color: own, architecture })) },
    mark: { type: 'line', strokeWidth: 1.5, strokeCap: 'round', clip: true },
    encoding: {
      y: { field: 'value', type: 'quantitative' },
      color,
      detail,
      strokeDash: { condition: { test: "datum.architecture === 'arm64'", value: [7, 4] }, value: [1, 3.5] },
    },
  },
  {
    data: { values: rows.map(({ at, value, color: own, tip }) => ({ at, value, color: own, tip })) },
    mark: { type: 'circle', size: isListed ? 22 : 60, opacity: isListed ? 0.75 : 0, clip: true },
    encoding: { y: { field: 'value', type: 'quantitative' }, color, tooltip },
  },
];

/** On the axis, half-way to the neighbours on the curve: where a better size may still be. */
export function undecidedLayer({ decision: { curve, undecided } }: Known): Layer {
  const values = curve.flatMap((point, index) => {
    if (!undecided.some((it) => isSameCandidate(it, point))) return [];
    const half = (neighbour: typeof point | undefined): number =>
      neighbour === undefined || neighbour.architecture !== point.architecture
        ? point.memorySizeMB
        : Math.sqrt(point.memorySizeMB * neighbour.memorySizeMB);
    return [{ at: half(curve[index - 1]), to: half(curve[index + 1]) }];
  });
  return {
    data: { values },
    mark: { type: 'rule', strokeWidth: 5, color: 'var(--alarm)' },
    encoding: { x: { field: 'at', type: 'quantitative' }, x2: { field: 'to' }, y: { value: 'height' } },
  };
}
