import type { CurvePoint } from '../../../curve/index.js';
import { figureOf, isPredicted, type Quantity } from '../../wording/index.js';

/** Both axes are logarithmic: equal distances are equal ratios, which is what a choice between sizes is about. */
export interface Scale {
  readonly low: number;
  readonly high: number;
}

/** From 0 to 1, beyond where it lies beyond. */
export const shareOf = ({ low, high }: Scale, value: number): number =>
  high <= low ? 0.5 : Math.log(value / low) / Math.log(high / low);

export const valueAt = ({ low, high }: Scale, share: number): number => low * (high / low) ** share;

/** Less than this and noise would look like a finding. */
const LEAST_RATIO = 1.5;

/**
 * What is so much worse than the best is cut off: the sizes that are worth choosing would share one row otherwise. A
 * function bound by its CPU takes 14 times as long at 128 MB as with a whole vCPU.
 */
const LARGEST_RATIO = 4;

/** Of every size on the curve. */
export function memoryScale(curve: readonly CurvePoint[], others: readonly number[] = []): Scale {
  const sizes = [...curve.map(({ memorySizeMB }) => Number(memorySizeMB)), ...others];
  return { low: Math.min(...sizes), high: Math.max(...sizes) };
}

/** Means, and the intervals of what was measured; the band of what was not may be as wide as it likes. */
export function valueScale(curve: readonly CurvePoint[], quantity: Quantity): Scale {
  const values = curve
    .flatMap((point) => {
      const { mean, low, high } = figureOf(point, quantity);
      return isPredicted(point) ? [mean] : [mean, low, high];
    })
    .filter((it) => it > 0);
  if (values.length === 0) return { low: 1, high: LEAST_RATIO };
  const low = Math.min(...values);
  const high = Math.min(Math.max(...values), low * LARGEST_RATIO);
  const missing = Math.sqrt(Math.max(1, LEAST_RATIO / (high / low)));
  return { low: low / missing / 1.04, high: high * missing * 1.04 };
}

const STEPS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8];

/** Round numbers within the scale. */
function roundValues({ low, high }: Scale): number[] {
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
    .flatMap((power) => STEPS.map((step) => Number(`${step}e${power}`)))
    .filter((value) => value >= low && value <= high);
}

export interface RowLabel {
  readonly row: number;
  readonly value: number;
}

/** Round values at rows that are at least two apart, from the bottom up: the cheap end is the one that matters. */
export function rowLabels(scale: Scale, height: number): RowLabel[] {
  const labels: RowLabel[] = [];
  for (const value of roundValues(scale)) {
    const row = rowOf(scale, value, height);
    const last = labels.at(-1);
    if (last === undefined || last.row - row >= 2) labels.push({ row, value });
  }
  return labels;
}

/** From the top, 0; beyond the drawing where the value is. */
export const rowOf = (scale: Scale, value: number, height: number): number =>
  Math.floor((1 - shareOf(scale, value)) * height * (1 - Number.EPSILON));

export const columnOf = (scale: Scale, value: number, width: number): number =>
  Math.min(width - 1, Math.max(0, Math.floor(shareOf(scale, value) * width)));
