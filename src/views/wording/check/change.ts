import { type CheckEstimate, type CheckFinding, formatMetric } from '../../../analysis/index.js';
import { formatPercentChange } from '../../../units/index.js';
import { spanText } from '../span.js';
import { metricChange } from './metric.js';

/** A figure, and its interval or why it has none. */
export interface CheckFigure {
  readonly value: string;
  readonly interval?: string;
  readonly note?: string;
}

const NOTHING: CheckFigure = { value: '—', note: 'nothing was measured' };

function figure(estimate: CheckEstimate | null, format: (value: number) => string): CheckFigure {
  if (estimate === null) return NOTHING;
  const { value, low, high, note } = estimate;
  if (low === null || high === null) return { value: format(value), note: note ?? 'no interval' };
  return { value: format(value), interval: spanText(format, low, high) };
}

/** An exact value needs no interval: it is what it is. */
const exactly = (it: CheckFigure): CheckFigure => ({
  value: it.value,
  ...(it === NOTHING ? { note: it.note ?? '' } : {}),
});

/** The median of a side, with its 95 % interval. */
export function medianFigure({ unit, isExact, ...sides }: CheckFinding, side: 'base' | 'head'): CheckFigure {
  const found = figure(sides[side].median, (value) => formatMetric(unit, value));
  return isExact ? exactly(found) : found;
}

/** `+16.8 %`, and `+16.0 to +18.3 %`. */
export function percentFigure({ shiftPercent, isExact }: CheckFinding): CheckFigure {
  const found = figure(shiftPercent, formatPercentChange);
  return isExact ? exactly(found) : found;
}

/** The same in the metric's unit. */
export function shiftFigure({ shift, unit, isExact }: CheckFinding): CheckFigure {
  const found = figure(shift, (value) => metricChange(unit, value));
  return isExact ? exactly(found) : found;
}

/** `20 / 20`: base and head. */
export const countsText = ({ base, head }: CheckFinding): string =>
  `${base.n.toLocaleString('en-US')} / ${head.n.toLocaleString('en-US')}`;

/** `+16.8 % (+16.0 to +18.3 %), 248 ms → 288 ms, n 20 / 20`: all of a comparison where there is one line for it. */
export function changeLine(finding: CheckFinding): string {
  const shift = percentFigure(finding);
  const within = shift.interval ?? (finding.isExact ? 'exact' : (shift.note ?? 'no interval'));
  const medians = `${medianFigure(finding, 'base').value} → ${medianFigure(finding, 'head').value}`;
  return `${shift.value} (${within}), ${medians}, n ${countsText(finding)}`;
}
