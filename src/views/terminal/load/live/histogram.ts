import type { LatencyBucket, LiveArmFigures, LivePercentile } from '../../../../analysis/index.js';
import { formatMilliseconds } from '../../../../units/index.js';
import { formatCount, NONE } from '../../figures.js';
import { type Line, line } from '../../layout/index.js';
import { axisLine, columnChart, highest, type Tick } from '../blocks.js';

/** A bar of three cells is wide enough; more makes a fast server's histogram a wall. */
const WIDEST_BAR = 3;

/** `12.3 ms`, `≥ 30 s` where requests without an answer decide it. */
export const percentileText = (it: LivePercentile | null): string =>
  it === null ? NONE : `${it.atLeast ? '≥ ' : ''}${formatMilliseconds(it.valueMs)}`;

/** Latency so far: its percentiles, its histogram on a logarithmic axis, the axis. */
export function latencyLines({ latency, buckets }: LiveArmFigures, width: number, height: number): Line[] {
  const { n, p50, p90, p99, p999 } = latency;
  const figures = [
    ['p50', p50],
    ['p90', p90],
    ['p99', p99],
    ['p99.9', p999],
  ] as const;
  const headed = (pad: number): string =>
    `Latency   ${figures.map(([name, it]) => `${name} ${percentileText(it).padEnd(pad)}`).join('  ')}  n ${formatCount(n)}`;
  // Padded, so that nothing jumps while figures change, where there is room for that.
  const heading = line(headed(8).length <= width ? headed(8) : headed(0), 'strong');
  if (height <= 0) return [heading];
  const bars = fitted(buckets, width);
  const cells = Math.max(1, Math.min(WIDEST_BAR, Math.floor(width / Math.max(1, bars.length))));
  const columns = bars.flatMap(({ count }) => Array.from({ length: cells }, () => ({ value: count })));
  const rows = columnChart(columns, height, highest(columns)).map((text) => line(text, 'tied'));
  return [heading, ...rows, line(axisLine(ticks(bars, cells), width), 'quiet')];
}

/** As many buckets as there are cells for: neighbours are joined, an equal number each. */
function fitted(buckets: readonly LatencyBucket[], width: number): LatencyBucket[] {
  const each = Math.max(1, Math.ceil(buckets.length / width));
  return Array.from({ length: Math.ceil(buckets.length / each) }, (_, index) => {
    const joined = buckets.slice(index * each, (index + 1) * each);
    const count = joined.reduce((sum, it) => sum + it.count, 0);
    return { fromMs: joined[0]?.fromMs ?? 0, toMs: joined.at(-1)?.toMs ?? 0, count };
  });
}

/** 1, 2 and 5 times the powers of ten, where they lie between the bars. */
function ticks(bars: readonly LatencyBucket[], cells: number): Tick[] {
  const from = bars[0]?.fromMs;
  const to = bars.at(-1)?.toMs;
  if (from === undefined || to === undefined) return [];
  const perCell = Math.log(to / from) / (bars.length * cells);
  const first = Math.floor(Math.log10(from));
  const powers = Array.from({ length: Math.ceil(Math.log10(to)) - first + 1 }, (_, index) => first + index);
  const at = (value: number): Tick => ({
    at: Math.log(value / from) / perCell,
    text: `╵${formatMilliseconds(value)}`,
  });
  const round = powers
    .flatMap((power) => [1, 2, 5].map((digit) => Number(`${digit}e${power}`)))
    .filter((value) => value >= from && value <= to);
  // Between two round values lies all of a steady server's latency.
  return (round.length === 0 ? [from, to] : round).map(at);
}
