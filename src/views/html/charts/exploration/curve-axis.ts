import type { Result } from '../../../../analysis/index.js';
import type { Chart } from '../chart.js';
import type { Known } from './curve-rows.js';

type MemoryAxis = NonNullable<NonNullable<NonNullable<Chart['spec']>['encoding']>['x']>;

/** Sizes with a meaning: doublings, a whole vCPU, the largest of old, and the largest. */
const TICKS = [128, 256, 512, 1024, 1769, 3008, 5120, 10_240];

/** From the smallest to the largest size on the curve; a failed one stands on the axis with that word. */
export function curveAxis(result: Result, { decision }: Known): MemoryAxis {
  const failed = result.sizes.filter(({ status }) => status !== 'measured');
  const sizes = [...decision.curve, ...failed].map(({ memorySizeMB }) => Number(memorySizeMB));
  const [low, high] = [Math.min(...sizes), Math.max(...sizes)];
  // A logarithmic axis from a size to itself has no place for it.
  const domain = low === high ? [low / 2, high * 2] : [low, high];
  const within = TICKS.filter((size) => size > low && size < high);
  const states = Object.fromEntries(failed.map(({ memorySizeMB, status }) => [memorySizeMB, status]));
  const labels = "format(datum.value, ',')";
  return {
    field: 'at',
    type: 'quantitative',
    title: 'Memory size in MB',
    scale: { type: 'log', base: 2, domain, nice: false, padding: 20 },
    axis: {
      values: [...new Set([low, high, ...failed.map(({ memorySizeMB }) => Number(memorySizeMB)), ...within])],
      labelExpr: failed.length === 0 ? labels : `[${labels}, ${JSON.stringify(states)}[datum.value] || '']`,
      labelFontSize: 10,
      labelSeparation: 3,
      grid: false,
    },
  };
}
