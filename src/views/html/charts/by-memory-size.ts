import type { Result } from '../../../analysis/index.js';
import type { Chart } from './chart.js';
import { figureLayers, type Gap, gapLayer, intervalLayer, pointLayer, trendLayer } from './layers.js';
import { colorOf, memoryAxis, placeOf } from './memory-axis.js';
import type { Estimate, Point } from './rows.js';
import { valueAxis } from './value-axis.js';

const HEIGHT = 260;

/** A quantity against memory size: single invocations, the figure of each size with its interval, gaps as gaps. */
export function byMemorySize(
  result: Result,
  quantity: 'duration' | 'cost',
  estimates: readonly Estimate[],
  points: readonly Point[] = [],
): { readonly spec?: NonNullable<Chart['spec']>; readonly scaleText: string } {
  const values = [...points.map((row) => row.value), ...estimates.flatMap(ends)];
  if (values.length === 0) return { scaleText: '' };
  const y = valueAxis(values, quantity);
  const gaps = gapsOf(result);
  return {
    scaleText: `Axis ${y.text}.`,
    spec: {
      width: 'container',
      height: HEIGHT,
      encoding: {
        x: memoryAxis(result),
        y: { type: 'quantitative', title: null, scale: y.scale, axis: y.axis },
      },
      layer: [
        gapLayer(gaps),
        pointLayer(points),
        trendLayer(estimates, gaps),
        intervalLayer(estimates),
        ...figureLayers(estimates),
      ],
    },
  };
}

export const ends = ({ value, low, high }: Estimate): number[] => [value, low ?? value, high ?? value];

const gapsOf = (result: Result): Gap[] =>
  result.sizes
    .filter((size) => size.status !== 'measured')
    .map((size) => ({
      at: placeOf(result, size),
      architecture: size.architecture,
      color: colorOf(size.architecture),
      value: null,
    }));
