import type { Analysis, SizeResult } from '../../../analysis/index.js';
import { costFigure, type Figure, medianFigure } from '../figures.js';
import { ends } from './by-memory-size.js';
import type { Chart } from './chart.js';
import { describe } from './describe.js';
import { planeLayers } from './plane-layers.js';
import type { PlanePoint } from './plane-point.js';
import { type Estimate, estimates, figureText } from './rows.js';
import { type ValueAxis, valueAxis } from './value-axis.js';

const costOf = ({ costPerMillionUsd: cost }: SizeResult): Figure | null => cost && costFigure(cost);
const durationOf = ({ warm }: SizeResult): Figure | null => warm.durationMs && medianFigure(warm.durationMs);

/** The bargain itself: down is cheaper, left is faster. */
export function costDurationPlane({ result }: Analysis): Chart {
  const points = planePoints(estimates(result, ({ costPerMillionUsd: it }) => it && { ...it, value: it.mean }, costOf));
  const words = {
    id: 'cost-duration-plane',
    title: 'Cost against duration',
    description: describe('Cost of a million invocations against median warm duration', result, bothFigures),
  };
  if (points.length === 0) return { ...words, caption: '' };
  const x = valueAxis(
    points.flatMap((point) => [point.x, point.xLow ?? point.x, point.xHigh ?? point.x]),
    'duration',
    'data',
  );
  const y = valueAxis(points.flatMap(ends), 'cost', 'data');
  return {
    ...words,
    caption: `Left is faster, down is cheaper; the line follows the memory size. ${axesText(x, y)}`,
    spec: {
      width: 'container',
      height: 260,
      encoding: {
        x: {
          field: 'x',
          type: 'quantitative',
          title: 'Median warm duration',
          scale: x.scale,
          axis: x.axis,
        },
        y: { type: 'quantitative', title: null, scale: y.scale, axis: y.axis },
      },
      layer: planeLayers(points, { x, y }),
    },
  };
}

const planePoints = (costs: readonly Estimate[]): PlanePoint[] =>
  costs.flatMap((cost) => {
    const { durationMs } = cost.size.warm;
    const figure = durationOf(cost.size);
    if (durationMs === null || figure === null) return [];
    const tip = `${cost.tip}; ${figureText(figure)}`;
    return [{ ...cost, tip, x: durationMs.median, xLow: durationMs.low, xHigh: durationMs.high }];
  });

/** Both in one figure, for the description: the n and the interval are each one's own. */
function bothFigures(size: SizeResult): Figure | null {
  const [cost, duration] = [costOf(size), durationOf(size)];
  if (cost === null || duration === null) return null;
  return { ...cost, value: `${figureText(duration)}; cost ${cost.value}` };
}

const axesText = (x: ValueAxis, y: ValueAxis): string =>
  x.text === y.text ? `Axes ${x.text}.` : `Duration axis ${x.text}, cost axis ${y.text}.`;
