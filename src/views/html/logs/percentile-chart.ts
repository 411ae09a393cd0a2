import type { Quantiles } from '../../../analysis/index.js';
import { formatMilliseconds } from '../../../units/index.js';
import { type Estimate, medianOf, p90Of, p99Of, spanText } from '../../wording/index.js';
import type { Chart, Layer } from '../charts/chart.js';
import { valueAxis } from '../charts/value-axis.js';

/** Vega's own shapes as paths, so that the key can draw them too. */
export const PERCENTILE_SHAPE = {
  p50: 'M1,0A1,1,0,1,1,-1,0A1,1,0,1,1,1,0Z',
  p90: 'M0,-1.2L1.2,0L0,1.2L-1.2,0Z',
  p99: 'M-1,-1H1V1H-1Z',
} as const;

/** Room for three marks that fall together and a name beside them. */
export const ROW_HEIGHT = 34;

const PERCENTILES = [
  ['p50', medianOf],
  ['p90', p90Of],
  ['p99', p99Of],
] as const;

interface NamedQuantiles {
  readonly name: string;
  readonly quantiles: Quantiles;
}

/** A row for each function and memory size; on it the percentiles with their intervals. */
export function percentileChart(id: string, title: string, caption: string, rows: readonly NamedQuantiles[]): Chart {
  const marks = rows.flatMap(({ name, quantiles }) =>
    PERCENTILES.map(([percentile, of]) => markOf(name, percentile, of(quantiles))),
  );
  const description = `${title}. ${marks.map((it) => it.tip).join('; ')}.`;
  if (marks.length === 0) return { id: `${id}-by-function`, title, caption, description };
  const x = valueAxis(
    marks.flatMap((it) => [it.value, it.low ?? it.value, it.high ?? it.value]),
    'duration',
  );
  return {
    id: `${id}-by-function`,
    title,
    caption: `${caption} Axis ${x.text}.`,
    description,
    spec: {
      width: 'container',
      height: ROW_HEIGHT * rows.length,
      encoding: {
        y: { field: 'name', type: 'nominal', sort: null, title: null, axis: { labelLimit: 190 } },
        x: { type: 'quantitative', title: null, scale: x.scale, axis: { ...x.axis, grid: true } },
      },
      layer: [intervals(marks), figures(marks)],
    },
  };
}

type Mark = ReturnType<typeof markOf>;

function markOf(name: string, percentile: keyof typeof PERCENTILE_SHAPE, { value, n, evidence }: Estimate) {
  const bounds = 'note' in evidence ? { low: null, high: null } : { low: evidence.low, high: evidence.high };
  const interval =
    'note' in evidence ? 'no interval' : `95 % interval ${spanText(formatMilliseconds, evidence.low, evidence.high)}`;
  return {
    name,
    percentile,
    value,
    ...bounds,
    tip: `${name}: ${percentile} ${formatMilliseconds(value)}, ${interval}, n ${n}`,
  };
}

const intervals = (marks: readonly Mark[]): Layer => ({
  data: { values: marks.filter((it) => it.low !== null).map(({ name, low, high }) => ({ name, low, high })) },
  mark: { type: 'rule', strokeWidth: 3, strokeCap: 'round', opacity: 0.55, color: 'var(--x86_64)' },
  encoding: { x: { field: 'low', type: 'quantitative' }, x2: { field: 'high' } },
});

const figures = (marks: readonly Mark[]): Layer => ({
  data: { values: marks.map(({ name, percentile, value, tip }) => ({ name, percentile, value, tip })) },
  mark: { type: 'point', size: 60, strokeWidth: 1.75, opacity: 1, fill: 'var(--page)', stroke: 'var(--x86_64)' },
  encoding: {
    x: { field: 'value', type: 'quantitative' },
    shape: {
      field: 'percentile',
      type: 'nominal',
      scale: { domain: Object.keys(PERCENTILE_SHAPE), range: Object.values(PERCENTILE_SHAPE) },
      legend: null,
    },
    tooltip: { field: 'tip', type: 'nominal' },
  },
});
