import type { LogGroupFigures } from '../../../analysis/index.js';
import { formatUsd } from '../../../units/index.js';
import { logGroupName } from '../../wording/index.js';
import type { Chart } from '../charts/chart.js';
import { ROW_HEIGHT } from './percentile-chart.js';

/** From the inside out; grey for what does not depend on time. */
const PARTS = [
  ['handler', 'var(--x86_64)'],
  ['INIT', 'var(--arm64)'],
  ['requests', 'var(--muted)'],
] as const;

/** What each function and memory size cost so far, and how much of it was INIT. */
export function costChart(groups: readonly LogGroupFigures[], dearest: string): Chart {
  const rows = groups.flatMap((group) => {
    const { cost } = group;
    if (cost === null) return [];
    const requests = cost.charges.filter(({ unit }) => unit === 'request').reduce((sum, it) => sum + it.usd, 0);
    const usd = { handler: cost.usd - requests - cost.init.usd, INIT: cost.init.usd, requests };
    const name = logGroupName(group);
    return PARTS.map(([part, color], order) => ({
      ...{ name, part, color, order, value: usd[part] },
      tip: `${name}: ${part} ${formatUsd(usd[part])} of ${formatUsd(cost.usd)}`,
    }));
  });
  const base = {
    id: 'cost-by-function',
    title: 'Cost so far',
    caption: `Of the handler (blue), of INIT (orange) and of requests (grey), on demand. Axis from zero.${dearest}`,
    description: `Cost so far. ${rows.map((it) => it.tip).join('; ')}.`,
  };
  if (rows.length === 0) return base;
  return {
    ...base,
    spec: {
      width: 'container',
      height: (ROW_HEIGHT * rows.length) / PARTS.length,
      encoding: {
        y: { field: 'name', type: 'nominal', sort: null, title: null, axis: { labelLimit: 190 } },
        x: {
          field: 'value',
          type: 'quantitative',
          title: null,
          stack: 'zero',
          axis: { grid: true, tickCount: 4, labelExpr: "format(datum.value, '$,.3~r')" },
        },
      },
      layer: [
        {
          data: { values: rows },
          mark: { type: 'bar', size: 14 },
          encoding: {
            color: { field: 'color', type: 'nominal', scale: null },
            order: { field: 'order', type: 'quantitative' },
            tooltip: { field: 'tip', type: 'nominal' },
          },
        },
      ],
    },
  };
}
