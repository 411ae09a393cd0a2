import type { Analysis, SizeResult } from '../../../analysis/index.js';
import { medianFigure } from '../figures.js';
import { byMemorySize } from './by-memory-size.js';
import type { Chart } from './chart.js';
import { describe } from './describe.js';
import { estimates, warmDurations } from './rows.js';

const figureOf = ({ warm }: SizeResult) => warm.durationMs && medianFigure(warm.durationMs);
const boundsOf = ({ warm }: SizeResult) => warm.durationMs && { ...warm.durationMs, value: warm.durationMs.median };

/** What more memory buys. */
export function durationBySize(analysis: Analysis): Chart {
  const { result } = analysis;
  const { scaleText, ...drawing } = byMemorySize(
    result,
    'duration',
    estimates(result, boundsOf, figureOf),
    warmDurations(analysis),
  );
  return {
    id: 'duration-by-size',
    title: 'Warm duration',
    caption: `Median of the warm starts at each memory size. ${scaleText}`,
    description: describe('Median warm duration by memory size', result, figureOf),
    ...drawing,
  };
}
