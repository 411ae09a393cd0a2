import type { LoadArm, LoadPoint, LoadResult } from '../../../../analysis/index.js';
import { formatMilliseconds } from '../../../../units/index.js';
import { armName, sentence } from '../../../wording/index.js';
import type { Chart, Layer } from '../../charts/chart.js';
import { valueAxis } from '../../charts/value-axis.js';
import { short, timeAxis } from './time-axis.js';

/** More pictures of one kind than this are not compared any more; the table has all sizes. */
const MOST_CHARTS = 8;

export const COLD_SHAPE = 'M0,-1.3L1.3,0L0,1.3L-1.3,0Z';
export const UNANSWERED_SHAPE = 'M0,-1.2L1.2,1H-1.2Z';

/** One chart for each memory size, on the same axes: every dot a request of those that the analysis kept, cold starts marked. */
export function latencyOverTime(result: LoadResult): readonly Chart[] {
  const arms = result.arms.slice(0, MOST_CHARTS);
  const values = [
    ...arms.flatMap(({ points }) => points.map(({ latencyMs }) => latencyMs)),
    ...arms.flatMap(({ series }) => series.flatMap(({ p50Ms, p99Ms }) => [p50Ms ?? [], p99Ms ?? []].flat())),
  ].filter((it) => it > 0);
  const y =
    values.length === 0 ? undefined : valueAxis([reduced(values, Math.min), reduced(values, Math.max)], 'duration');
  return arms.map((arm, index) => {
    const { points } = arm;
    const base = {
      id: `latency-over-time-${index}`,
      title: `Latency over time, ${armName(result, arm)}`,
      caption: caption(arm, points.length),
      description: description(result, arm),
    };
    if (y === undefined || points.length === 0) return base;
    return {
      ...base,
      caption: `${base.caption} Axis ${y.text}.`,
      spec: {
        width: 'container',
        height: 220,
        encoding: {
          x: timeAxis(result),
          y: { type: 'quantitative', title: null, scale: y.scale, axis: y.axis },
        },
        layer: layers(arm, points),
      },
    };
  });
}

const reduced = (values: readonly number[], of: (a: number, b: number) => number): number =>
  values.reduce((a, b) => of(a, b));

function caption({ total }: LoadArm, shown: number): string {
  if (total.latencyMs === null) return sentence(total.latencyWithheld ?? 'no request was answered');
  const { n } = total.latencyMs;
  const of =
    shown < n
      ? `${shown.toLocaleString('en-US')} of ${n.toLocaleString('en-US')} requests, cold and slow ones first.`
      : 'Every request.';
  return `${of} Lines: p50, and dashed p99, of each stretch of time.`;
}

function description(result: LoadResult, { total, ...arm }: LoadArm): string {
  const { latencyMs, coldStarts } = total;
  const name = armName(result, arm);
  if (latencyMs === null) return `Latency over time at ${name}: ${total.latencyWithheld ?? 'no request was answered'}.`;
  const text = (value: number | null): string => (value === null ? 'not known' : formatMilliseconds(value));
  const cold = coldStarts === null ? '' : `; ${coldStarts.count.toLocaleString('en-US')} cold starts`;
  return `Latency over time at ${name}: p50 ${text(latencyMs.p50.value)}, p99 ${text(latencyMs.p99.value)}, n ${latencyMs.n.toLocaleString('en-US')}${cold}.`;
}

function layers({ series }: LoadArm, points: readonly LoadPoint[]): Layer[] {
  const rows = (keep: (it: LoadPoint) => boolean) =>
    points.filter(keep).map(({ atS, latencyMs }) => ({ t: short(atS), v: short(latencyMs) }));
  const line = (pick: (it: LoadArm['series'][number]) => number | null) =>
    series.map((it) => {
      const value = pick(it);
      return { t: short(it.atS + it.seconds / 2), v: value === null ? null : short(value) };
    });
  const y = { field: 'v', type: 'quantitative' } as const;
  return [
    {
      data: { values: rows(({ cold, atLeast }) => !cold && !atLeast) },
      mark: { type: 'circle', size: 9, opacity: 0.35, color: 'var(--x86_64)', clip: true },
      encoding: { y },
    },
    {
      data: { values: line(({ p99Ms }) => p99Ms) },
      mark: { type: 'line', strokeWidth: 1.25, strokeDash: [4, 2], color: 'var(--ink)' },
      encoding: { y },
    },
    {
      data: { values: line(({ p50Ms }) => p50Ms) },
      mark: { type: 'line', strokeWidth: 1.75, color: 'var(--ink)' },
      encoding: { y },
    },
    shapes(
      rows(({ cold, atLeast }) => cold && !atLeast),
      COLD_SHAPE,
    ),
    shapes(
      rows(({ atLeast }) => atLeast),
      UNANSWERED_SHAPE,
    ),
  ];
}

/** Told apart from warm requests by shape and colour; not filled, as many fall together after a burst. */
const shapes = (values: { t: number; v: number }[], shape: string): Layer => ({
  data: { values },
  mark: { type: 'point', shape, size: 26, strokeWidth: 1.25, opacity: 0.9, color: 'var(--arm64)', filled: false },
  encoding: { y: { field: 'v', type: 'quantitative' } },
});
