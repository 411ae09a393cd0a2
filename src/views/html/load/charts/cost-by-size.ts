import type { LoadResult, UsdFigure } from '../../../../analysis/index.js';
import { formatUsd } from '../../../../units/index.js';
import { spanText } from '../../../wording/index.js';
import type { Chart, Layer } from '../../charts/chart.js';
import { type SeriesStyle, stylesOf } from './series-style.js';

const ROW_HEIGHT = 34;

/** What a million such requests cost at each size; nothing where no price or no report is known. */
export function costBySize(result: LoadResult): Chart | undefined {
  const rows = stylesOf(result).flatMap(({ arm, name }) => {
    const cost = arm.total.cost?.perMillion;
    if (cost === undefined || cost.value === null) return [];
    return [{ name, v: cost.value, low: cost.low, high: cost.high, tip: `${name}: ${costText(cost)}` }];
  });
  if (rows.length === 0) return undefined;
  const styles = stylesOf(result);
  return {
    id: 'cost-by-size',
    title: 'Cost of a million such requests',
    caption: 'At the cold starts and failures of this load, at list price. Axis from zero.',
    description: `Cost of a million such requests. ${styles.map(inWords).join('; ')}.`,
    spec: {
      width: 'container',
      height: ROW_HEIGHT * rows.length + 10,
      encoding: {
        y: { field: 'name', type: 'nominal', sort: null, title: null, axis: { labelLimit: 120 } },
        x: {
          type: 'quantitative',
          title: null,
          scale: { zero: true },
          axis: { grid: true, tickCount: 5, labelExpr: "format(datum.value, '$,.3~r')" },
        },
      },
      layer: layersOf(rows),
    },
  };
}

interface Row {
  readonly name: string;
  readonly v: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly tip: string;
}

const layersOf = (rows: readonly Row[]): Layer[] => [
  {
    data: { values: rows.filter(({ low }) => low !== null) },
    mark: { type: 'rule', strokeWidth: 3, strokeCap: 'round', opacity: 0.55, color: 'var(--x86_64)' },
    encoding: { x: { field: 'low', type: 'quantitative' }, x2: { field: 'high' } },
  },
  {
    data: { values: [...rows] },
    mark: {
      type: 'point',
      size: 70,
      strokeWidth: 1.75,
      opacity: 1,
      fill: 'var(--page)',
      stroke: 'var(--x86_64)',
    },
    encoding: { x: { field: 'v', type: 'quantitative' }, tooltip: { field: 'tip', type: 'nominal' } },
  },
];

function costText({ value, low, high, note }: UsdFigure): string {
  if (value === null) return `not known${note === undefined ? '' : ` (${note})`}`;
  const interval = low === null || high === null ? 'no interval' : `95 % interval ${spanText(formatUsd, low, high)}`;
  return `${formatUsd(value)}, ${interval}`;
}

function inWords({ arm: { total }, name }: SeriesStyle): string {
  return `${name}: ${total.cost === null ? 'not known' : costText(total.cost.perMillion)}`;
}
