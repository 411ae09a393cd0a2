import type { LoadResult } from '../../../../analysis/index.js';
import type { Chart } from '../../charts/index.js';
import { costBySize } from './cost-by-size.js';
import { latencyOverTime } from './latency-over-time.js';
import { environmentsOverTime, openOverTime, rateOverTime } from './over-time.js';
import { percentileCurves } from './percentile-curves.js';
import { troubleOverTime } from './trouble.js';

/** In the order of the questions: how slow, how much got through, what ran at once, what went wrong, how dear. */
export const loadCharts = (result: LoadResult): readonly Chart[] =>
  [
    percentileCurves(result),
    rateOverTime(result),
    ...latencyOverTime(result),
    openOverTime(result),
    environmentsOverTime(result),
    troubleOverTime(result),
    costBySize(result),
  ].filter((chart) => chart !== undefined);
