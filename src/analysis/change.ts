import { type Interval, mean, median, type NoInterval, quotientInterval } from '../statistics/index.js';
import type { Milliseconds } from '../units/index.js';
import type { Arm, MeasuredStart } from './arms.js';
import type { CostTerms } from './cost.js';
import { grouped } from './grouped.js';
import { knownCostOf } from './known-cost.js';

/** How much larger a figure is than another, as a quotient. */
export interface QuotientOf {
  readonly quotient: number;
  /** 95 % unless another level is asked for. */
  readonly interval: Interval | NoInterval;
}

/** A figure of what was measured of one size, or of one visit to it; undefined where it cannot be had. */
type FigureOf = (arm: Arm) => number | undefined;

/**
 * A figure of one size over that of another, with the interval of the quotient from the visits that both have had: each
 * block visits all sizes within seconds. Undefined where one of the two cannot be had.
 */
function quotientOf(to: Arm, from: Arm, figureOf: FigureOf, level?: number): QuotientOf | undefined {
  const [above, below] = [figureOf(to), figureOf(from)];
  if (above === undefined || below === undefined || below === 0) return undefined;
  const ofBlocks = blocksOf(to).flatMap((block) => {
    const [a, b] = [figureOf(visit(to, block)), figureOf(visit(from, block))];
    return a === undefined || b === undefined ? [] : [a / b];
  });
  return {
    quotient: above / below,
    interval: quotientInterval(above / below, ofBlocks, level === undefined ? {} : { level }),
  };
}

/** The interval of each mean is not what is asked for. */
const NO_INTERVAL = 1;

/** Of the mean cost. */
export const costQuotient = (to: Arm, from: Arm, terms: CostTerms, level?: number): QuotientOf | undefined =>
  quotientOf(to, from, (arm) => knownCostOf(arm, { ...terms, resamples: NO_INTERVAL })?.mean, level);

/** Of the median or the mean Duration of the warm starts. */
export const warmQuotient = (to: Arm, from: Arm, of: 'median' | 'mean', level?: number): QuotientOf | undefined =>
  quotientOf(
    to,
    from,
    ({ warm }) => {
      const sample = grouped(warm, ({ durationMs }) => durationMs)?.sample;
      return sample === undefined ? undefined : of === 'mean' ? mean(sample) : median(sample);
    },
    level,
  );

/** Of the median of one duration: of the warm starts unless said. */
export const durationQuotient = (
  to: Arm,
  from: Arm,
  kind: 'warm' | 'cold' = 'warm',
  pick: (start: MeasuredStart) => Milliseconds | undefined = ({ durationMs }) => durationMs,
): QuotientOf | undefined =>
  quotientOf(to, from, (arm) => {
    const measured = grouped(arm[kind], pick);
    return measured === undefined ? undefined : median(measured.sample);
  });

const blocksOf = ({ warm, cold }: Arm): number[] => [...new Set([...warm, ...cold].map(({ block }) => block))];

const visit = (arm: Arm, block: number): Arm => ({
  ...arm,
  warm: arm.warm.filter((start) => start.block === block),
  cold: arm.cold.filter((start) => start.block === block),
});
