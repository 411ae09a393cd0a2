import type { Analysis, SizeResult } from '../../../analysis/index.js';
import { medianFigure } from '../figures.js';
import { byMemorySize } from './by-memory-size.js';
import type { Chart } from './chart.js';
import { describe } from './describe.js';
import { estimates, initDurations } from './rows.js';

const figureOf = ({ cold }: SizeResult) => cold.initDurationMs && medianFigure(cold.initDurationMs);
const boundsOf = ({ cold }: SizeResult) =>
  cold.initDurationMs && { ...cold.initDurationMs, value: cold.initDurationMs.median };

/** What a cold start waits for. */
export function initBySize(analysis: Analysis): Chart {
  const { result } = analysis;
  const { scaleText, ...drawing } = byMemorySize(
    result,
    'duration',
    estimates(result, boundsOf, figureOf),
    initDurations(analysis),
  );
  return {
    id: 'init-by-size',
    title: 'Init duration',
    caption: `Median of the cold starts at each memory size. ${scaleText}`,
    description: describe('Median init duration by memory size', result, figureOf),
    ...drawing,
  };
}
