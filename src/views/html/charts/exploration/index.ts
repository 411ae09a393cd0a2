import type { Analysis } from '../../../../analysis/index.js';
import { type Exploration, quantityOf } from '../../../wording/index.js';
import type { Chart } from '../chart.js';
import { exploredBySize } from './by-size.js';
import { frontierPlane } from './frontier.js';

/** First the curve of what the strategy wants small, then the other one, then the bargain between them. */
export function exploredCharts(analysis: Analysis, { goal, decision }: Exploration): readonly Chart[] {
  if (decision === undefined) return [];
  const known = { goal, decision };
  const wanted = quantityOf(analysis.result);
  const other = wanted === 'cost' ? 'duration' : 'cost';
  return [
    exploredBySize(analysis, known, wanted),
    exploredBySize(analysis, known, other),
    frontierPlane(analysis.result, known),
  ];
}
