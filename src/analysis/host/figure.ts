import { z } from 'zod';
import { isInterval, mean, meanInterval, median, quantileInterval, sampleOf } from '../../statistics/index.js';

export const figureSchema = z
  .object({
    n: z.number().int().positive(),
    value: z.number(),
    low: z.number().nullable().describe('95 % interval'),
    high: z.number().nullable(),
    note: z.string().optional().describe('why the interval is missing'),
  })
  .describe('a figure that was measured several times');
export type Figure = z.infer<typeof figureSchema>;

/** The median, its interval from order statistics; null where nothing was measured. */
export function medianFigure(values: readonly number[]): Figure | null {
  const sample = sampleOf(values);
  if (sample === undefined) return null;
  return { n: sample.length, value: median(sample), ...endsOf(quantileInterval(sample, 0.5)) };
}

/** The mean, its interval by the bootstrap. */
export function meanFigure(values: readonly number[]): Figure | null {
  const sample = sampleOf(values);
  if (sample === undefined) return null;
  return { n: sample.length, value: mean(sample), ...endsOf(meanInterval(sample)) };
}

function endsOf(interval: ReturnType<typeof quantileInterval>): Pick<Figure, 'low' | 'high' | 'note'> {
  if (isInterval(interval)) return { low: interval.low, high: interval.high };
  return { low: null, high: null, note: interval.reason };
}

/** The same figure in another unit. */
export function scaled(figure: Figure | null, factor: number): Figure | null {
  if (figure === null) return null;
  const { low, high, value } = figure;
  const times = (end: number | null) => (end === null ? null : end * factor);
  return { ...figure, value: value * factor, low: times(low), high: times(high) };
}

/** How far from 1 a ratio may lie: the further end of its interval, or itself where there is none. */
export const farthestFromOne = ({ value, low, high }: Figure): number =>
  Math.max(...[value, low ?? value, high ?? value].map((end) => Math.abs(end - 1)));
