import type { Analysis, SizeResult } from '../../../analysis/index.js';
import { formatRatio } from '../../../units/index.js';
import { costFigure } from '../figures.js';
import { byMemorySize } from './by-memory-size.js';
import type { Chart } from './chart.js';
import { describe } from './describe.js';
import { estimates } from './rows.js';

const figureOf = ({ costPerMillionUsd: cost }: SizeResult) => cost && costFigure(cost);
const boundsOf = ({ costPerMillionUsd: cost }: SizeResult) => cost && { ...cost, value: cost.mean };

/** What more memory costs. */
export function costBySize({ result }: Analysis): Chart {
  const { scaleText, ...drawing } = byMemorySize(result, 'cost', estimates(result, boundsOf, figureOf));
  return {
    id: 'cost-by-size',
    title: 'Cost of a million invocations',
    caption: `Mean, with ${formatRatio(result.scenario.coldShareRatio)} of them cold. ${scaleText}`,
    description: describe('Cost of a million invocations by memory size', result, figureOf),
    ...drawing,
  };
}
