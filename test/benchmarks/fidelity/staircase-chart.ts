import type { Chart, Layer } from '../../../src/views/html/charts/chart.js';
import { oneTwoFive } from '../../../src/views/html/charts/value-axis.js';
import type { Band } from './aws-band.js';
import type { Figure } from './figure.js';

const ONE_VCPU_MB = 1769;
/** Ticks of the axis: the sizes that people use, as 85 measured ones would be a grey bar. */
const TICKS = [128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3008];

/** Measured Durations over AWS's band, and what a CPU share that knew no periods would give. */
export function staircaseChart(figures: readonly Figure[], band: readonly Band[]): Chart {
  const ours = figures.map(({ memorySizeMB: at, median: value, interval, n, aws }) => ({
    ...{ at, value, low: interval?.low ?? null, high: interval?.high ?? null },
    tip: `${at} MB: ${value.toFixed(1)} ms, n ${n}${aws === undefined ? '' : `; AWS ${aws.toFixed(1)} ms`}`,
  }));
  const sizes = ours.map(({ at }) => at);
  const [smallest, largest] = [Math.min(...sizes), Math.max(...sizes)];
  const values = [...ours.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]), ...ends(band)];
  const [low, high] = [Math.min(...values) * 0.9, Math.max(...values) * 1.1];
  return {
    id: 'staircase',
    title: 'Duration of 17 ms of CPU work by memory size',
    caption:
      'Points: through the emulator, with 95 % intervals. Line and band: AWS, median and 10th to 90th percentile. ' +
      'Dashed: CPU time x 1,769 MB / memory size. Both axes logarithmic.',
    description: `Median Duration by memory size: ${ours.map(({ tip }) => tip).join('; ')}.`,
    spec: {
      width: 'container',
      height: 420,
      encoding: {
        x: {
          field: 'at',
          type: 'quantitative',
          title: 'Memory size in MB',
          scale: { type: 'log', base: 2, domain: [smallest, largest], nice: false, padding: 12 },
          axis: { values: TICKS.filter((it) => it >= smallest && it <= largest), format: ',', grid: false },
        },
        y: {
          type: 'quantitative',
          title: null,
          scale: { type: 'log', domain: [low, high], nice: false },
          axis: { labelExpr: "datum.value + ' ms'", values: oneTwoFive(low, high) },
        },
      },
      layer: [...awsLayers(band), linearLayer(smallest, largest, fullSpeed(band, figures)), ...ourLayers(ours)],
    },
  };
}

const ends = (band: readonly Band[]): number[] => band.flatMap(({ p10, p90 }) => [p10, p90]);

/** AWS's Duration where nothing is throttled: at the largest size. */
function fullSpeed(band: readonly Band[], figures: readonly Figure[]): number {
  return band.at(-1)?.median ?? figures.at(-1)?.aws ?? figures.at(-1)?.median ?? 0;
}

const awsLayers = (band: readonly Band[]): Layer[] => [
  {
    data: { values: band.map(({ memorySizeMB: at, p10, p90 }) => ({ at, p10, p90 })) },
    mark: { type: 'area', opacity: 0.22, color: 'var(--arm64)' },
    encoding: { y: { field: 'p10', type: 'quantitative' }, y2: { field: 'p90' } },
  },
  {
    data: { values: band.map(({ memorySizeMB: at, median: value }) => ({ at, value })) },
    mark: { type: 'line', strokeWidth: 1.5, color: 'var(--arm64)' },
    encoding: { y: { field: 'value', type: 'quantitative' } },
  },
];

function linearLayer(smallest: number, largest: number, cpuMs: number): Layer {
  const all = [smallest, Math.min(ONE_VCPU_MB, largest), largest];
  return {
    data: { values: all.map((at) => ({ at, value: cpuMs * Math.max(1, ONE_VCPU_MB / at) })) },
    mark: { type: 'line', strokeDash: [5, 4], strokeWidth: 1, color: 'var(--muted)' },
    encoding: { y: { field: 'value', type: 'quantitative' } },
  };
}

const ourLayers = (ours: readonly { readonly low: number | null }[]): Layer[] => [
  {
    data: { values: ours.filter(({ low }) => low !== null) },
    mark: { type: 'rule', strokeWidth: 2.5, strokeCap: 'round', opacity: 0.5, color: 'var(--x86_64)' },
    encoding: { y: { field: 'low', type: 'quantitative' }, y2: { field: 'high' } },
  },
  {
    data: { values: [...ours] },
    mark: { type: 'circle', size: 22, opacity: 1, color: 'var(--x86_64)' },
    encoding: { y: { field: 'value', type: 'quantitative' }, tooltip: { field: 'tip', type: 'nominal' } },
  },
];
