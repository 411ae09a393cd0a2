import type { LogGroupFigures, LogsResult, Quantiles } from '../../../analysis/index.js';
import { logGroupName } from '../../wording/index.js';
import type { Chart } from '../charts/index.js';
import { html, type Markup } from '../markup.js';
import { costChart } from './cost-chart.js';
import { PERCENTILE_SHAPE, percentileChart } from './percentile-chart.js';

/** More rows than this are no picture any more; the table has all of them. */
const MOST_ROWS = 15;

/** How long warm invocations took, how long an INIT is waited for, and what it all cost: by function and memory size. */
export function logsCharts({ groups }: LogsResult): readonly Chart[] {
  const shown = groups.slice(0, MOST_ROWS);
  const dearest = groups.length > shown.length ? ` The ${MOST_ROWS} dearest of ${groups.length}.` : '';
  const rowsOf = (pick: (group: LogGroupFigures) => Quantiles | null) =>
    shown.flatMap((group) => {
      const quantiles = pick(group);
      return quantiles === null ? [] : [{ name: logGroupName(group), quantiles }];
    });
  const init = rowsOf(({ cold }) => cold.initDurationMs ?? cold.restoreDurationMs);
  return [
    percentileChart(
      'duration',
      'Warm duration',
      `p50, p90 and p99 of Duration.${dearest}`,
      rowsOf(({ warm }) => warm.durationMs),
    ),
    ...(init.length === 0
      ? []
      : [percentileChart('init', 'Init duration', `p50, p90 and p99 of cold starts.${dearest}`, init)]),
    costChart(shown, dearest),
  ];
}

/** What the shapes mean. */
export const percentileKey = (): Markup => html`<ul class="key" aria-label="Shapes in the charts">
${Object.entries(PERCENTILE_SHAPE).map(([name, path]) => html`<li><svg class="mark x86_64" viewBox="-1.6 -1.6 3.2 3.2" aria-hidden="true"><path d="${path}"/></svg> ${name}</li>\n`)}<li><span class="bar" aria-hidden="true"></span> 95 % interval, where larger than the mark</li>
</ul>
`;
