import type { Analysis, Result } from '../../../../analysis/index.js';
import { formatRatio } from '../../../../units/index.js';
import { confidenceText, type Quantity } from '../../../wording/index.js';
import type { Chart } from '../chart.js';
import { figureLayers, type Gap, gapLayer, intervalLayer, pointLayer } from '../layers.js';
import { colorOf } from '../memory-axis.js';
import { valueAxis } from '../value-axis.js';
import { curveAxis } from './curve-axis.js';
import { bandLayer, believedLayers, undecidedLayer } from './curve-layers.js';
import { curveRows, curveWords, invocationRows, type Known, measuredRows } from './curve-rows.js';

const HEIGHT = 280;

const WORDS = {
  cost: {
    id: 'cost-by-size',
    title: 'Cost of a million invocations',
    of: 'Cost of a million invocations by memory size',
  },
  duration: { id: 'duration-by-size', title: 'Warm duration', of: 'Mean warm duration by memory size' },
} as const;

/** What is known of a quantity at every memory size: measured, and predicted between. */
export function exploredBySize(analysis: Analysis, exploration: Known, quantity: Quantity): Chart {
  const { result } = analysis;
  const { id, title, of } = WORDS[quantity];
  const rows = curveRows(result, exploration, quantity);
  const words = { id, title, description: curveWords(of, result, exploration, quantity) };
  if (rows.length === 0) return { ...words, caption: '' };
  const measured = measuredRows(result, exploration, quantity);
  const points = quantity === 'duration' ? invocationRows(analysis) : [];
  const values = [...rows, ...points].map(({ value }) => value);
  const y = valueAxis(
    [...values, ...measured.flatMap(({ low, high }) => [low ?? 0, high ?? 0])].filter((it) => it > 0),
    quantity,
  );
  const share = quantity === 'cost' ? `, with ${formatRatio(result.scenario.coldShareRatio)} of them cold` : '';
  return {
    ...words,
    caption: `Mean${share}. The band holds the truth with ${confidenceText(exploration)} confidence, as far as the belief is right. Axis ${y.text}.`,
    spec: {
      width: 'container',
      height: HEIGHT,
      encoding: {
        x: curveAxis(result, exploration),
        y: { type: 'quantitative', title: null, scale: y.scale, axis: y.axis },
      },
      layer: [
        gapLayer(failedGaps(result)),
        bandLayer(rows),
        pointLayer(points),
        ...believedLayers(rows, exploration.goal.rangeMB === undefined),
        undecidedLayer(exploration),
        intervalLayer(measured),
        ...figureLayers(measured),
      ],
    },
  };
}

const failedGaps = (result: Result): Gap[] =>
  result.sizes
    .filter(({ status }) => status !== 'measured')
    .map(({ memorySizeMB, architecture }) => ({
      at: memorySizeMB,
      architecture,
      color: colorOf(architecture),
      value: null,
    }));
