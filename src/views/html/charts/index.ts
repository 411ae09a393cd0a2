import type { Analysis } from '../../../analysis/index.js';
import { explorationOf, headed } from '../../wording/index.js';
import type { Chart } from './chart.js';
import { costBySize } from './cost-by-size.js';
import { costDurationPlane } from './cost-duration-plane.js';
import { durationBySize } from './duration-by-size.js';
import { exploredCharts } from './exploration/index.js';
import { initBySize } from './init-by-size.js';

export type { Chart } from './chart.js';
export { THEME } from './theme.js';

/** In the order of the questions: how fast, how dear, which bargain, and how long a cold start waits. */
export function chartsOf(analysis: Analysis): readonly Chart[] {
  const exploration = explorationOf(analysis.result);
  const charts =
    exploration === undefined
      ? [durationBySize(analysis), costBySize(analysis), costDurationPlane(analysis)]
      : exploredCharts(analysis, exploration);
  return [...charts, initBySize(analysis)].map((chart) => ({ ...chart, title: headed(analysis.result, chart.title) }));
}
