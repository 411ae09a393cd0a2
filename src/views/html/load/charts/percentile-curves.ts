import type { LoadResult } from '../../../../analysis/index.js';
import { formatMilliseconds } from '../../../../units/index.js';
import type { Chart, Layer } from '../../charts/chart.js';
import { valueAxis } from '../../charts/value-axis.js';
import { type SeriesStyle, scalesOf, stylesOf } from './series-style.js';
import { short } from './time-axis.js';

/** Where a percentile lies: each nine as far from the one before, so that the tail, which users feel, has the room. */
const placeOf = (ratio: number): number => -Math.log10(1 - Math.min(0.999_999, ratio));

const TICKS = [0, 0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999] as const;

/** How slow the slowest one in two, in a hundred, in a thousand is, at each memory size. */
export function percentileCurves(result: LoadResult): Chart {
  const styles = stylesOf(result).filter(({ arm }) => arm.curve.length > 0);
  const base = {
    id: 'percentile-curves',
    title: 'Percentiles by memory size',
    caption: 'How long the share of requests below takes at most.',
    description: `Latency percentiles by memory size. ${styles.map(inWords).join('; ')}.`,
  };
  const rows = styles.flatMap(rowsOf);
  if (rows.length === 0) return { ...base, caption: 'No latency is claimed at any memory size.' };
  const values = rows.map(({ v }) => v);
  const y = valueAxis([values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))], 'duration');
  const atLeast = rows.some((row) => row.atLeast) ? ' Faint: at least, as requests without an answer decide it.' : '';
  return {
    ...base,
    caption: `${base.caption} Each nine is a step to the right; axis ${y.text}.${atLeast}`,
    spec: {
      width: 'container',
      height: 260,
      encoding: {
        x: tailAxis(rows),
        y: { type: 'quantitative', title: null, scale: y.scale, axis: y.axis },
      },
      layer: [
        curve(
          rows.filter((row) => !row.atLeast),
          styles,
          1,
        ),
        curve(
          rows.filter((row) => row.atLeast),
          styles,
          0.4,
        ),
      ],
    },
  };
}

const rowsOf = ({ arm, name }: SeriesStyle): (Row & { readonly atLeast: boolean })[] =>
  arm.curve
    .filter(({ ratio, latencyMs }) => ratio < 1 && latencyMs > 0)
    .map(({ ratio, latencyMs, atLeast }) => ({ name, x: short(placeOf(ratio)), v: short(latencyMs), atLeast }));

interface Row {
  readonly name: string;
  readonly x: number;
  readonly v: number;
}

const curve = (rows: readonly Row[], styles: readonly SeriesStyle[], opacity: number): Layer => ({
  data: { values: rows.map(({ name, x, v }) => ({ name, x, v })) },
  mark: { type: 'line', strokeWidth: 2, interpolate: 'monotone', opacity },
  encoding: { y: { field: 'v', type: 'quantitative' }, ...scalesOf(styles) },
});

function tailAxis(rows: readonly Row[]) {
  const last = rows.reduce((most, { x }) => Math.max(most, x), 1);
  return {
    field: 'x',
    type: 'quantitative',
    title: null,
    scale: { domain: [0, last] as number[], nice: false },
    axis: { values: ticksTo(last).map(placeOf).map(short), labelExpr: labelExpression(), grid: true },
  } as const;
}

const ticksTo = (last: number): number[] => TICKS.filter((ratio) => placeOf(ratio) <= last + 1e-6);

const labelExpression = (): string => {
  const names = Object.fromEntries(TICKS.map((ratio) => [String(short(placeOf(ratio))), tickName(ratio)]));
  return `${JSON.stringify(names)}['' + datum.value] || ''`;
};

/** `p99.9`; the fastest request is at the left. */
const tickName = (ratio: number): string => (ratio === 0 ? 'min' : `p${Number((ratio * 100).toFixed(3))}`);

function inWords({ arm, name }: SeriesStyle): string {
  const { latencyMs } = arm.total;
  if (latencyMs === null) return `${name}: no latency is claimed`;
  const text = (value: number | null): string => (value === null ? 'not known' : formatMilliseconds(value));
  return `${name}: p50 ${text(latencyMs.p50.value)}, p99 ${text(latencyMs.p99.value)}, p99.9 ${text(latencyMs.p999.value)}`;
}
