import type { LoadResult, LoadSecond } from '../../../../analysis/index.js';
import { failureName } from '../../../wording/index.js';
import type { Chart, Layer } from '../../charts/chart.js';
import { type SeriesStyle, stylesOf } from './series-style.js';
import { short, timeAxis } from './time-axis.js';

/** Each kind has a shape and a colour of its own. */
export const TROUBLES = [
  { kind: 'throttled', of: ({ throttled }: LoadSecond) => throttled, shape: 'M-1,-1H1V1H-1Z', color: 'var(--arm64)' },
  {
    kind: 'failed otherwise',
    of: ({ failed, throttled }: LoadSecond) => Math.max(0, failed - throttled),
    shape: 'M0,-1.3L1.3,0L0,1.3L-1.3,0Z',
    color: 'var(--ink)',
  },
  { kind: 'never sent', of: ({ dropped }: LoadSecond) => dropped, shape: 'M0,-1.2L1.2,1H-1.2Z', color: 'var(--muted)' },
] as const;

/** When requests were throttled or failed, the more the larger; nothing where none was. */
export function troubleOverTime(result: LoadResult): Chart | undefined {
  const styles = stylesOf(result);
  const rows = styles.flatMap(({ arm, name }) =>
    TROUBLES.flatMap(({ kind, of }) =>
      arm.series.flatMap((it) => {
        const count = of(it);
        if (count === 0) return [];
        const tip = `${name}, ${short(it.atS)} s: ${count.toLocaleString('en-US')} ${kind}`;
        return [{ name, kind, t: short(it.atS + it.seconds / 2), n: count, tip }];
      }),
    ),
  );
  if (rows.length === 0) return undefined;
  return {
    id: 'trouble-over-time',
    title: 'Throttles and errors over time',
    caption: 'The more in a stretch of time, the larger; see the key for the shapes.',
    description: `Throttles and errors over time. ${styles.map(inWords).join('; ')}.`,
    spec: {
      width: 'container',
      height: 40 * styles.length + 20,
      encoding: {
        x: timeAxis(result),
        y: {
          field: 'name',
          type: 'nominal',
          title: null,
          scale: { domain: styles.map(({ name }) => name) },
          axis: { grid: true, labelLimit: 120 },
        },
      },
      layer: [layerOf(rows)],
    },
  };
}

interface Row {
  readonly name: string;
  readonly kind: string;
  readonly t: number;
  readonly n: number;
  readonly tip: string;
}

function layerOf(rows: readonly Row[]): Layer {
  const kinds = TROUBLES.filter(({ kind }) => rows.some((row) => row.kind === kind));
  const domain = kinds.map(({ kind }) => kind);
  return {
    data: { values: [...rows] },
    mark: { type: 'point', filled: false, strokeWidth: 1.75, opacity: 0.85 },
    encoding: {
      shape: {
        field: 'kind',
        type: 'nominal',
        scale: { domain, range: kinds.map(({ shape }) => shape) },
        legend: null,
      },
      color: {
        field: 'kind',
        type: 'nominal',
        scale: { domain, range: kinds.map(({ color }) => color) },
        legend: null,
      },
      size: { field: 'n', type: 'quantitative', scale: { type: 'sqrt', range: [20, 320] }, legend: null },
      tooltip: { field: 'tip', type: 'nominal' },
    },
  };
}

function inWords({ arm: { total }, name }: SeriesStyle): string {
  const kinds = total.failures.map((it) => `${failureName(it)} ${it.count.toLocaleString('en-US')}`);
  return `${name}: ${kinds.length === 0 ? 'none' : kinds.join(', ')}`;
}
