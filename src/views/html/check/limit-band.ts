import type { CheckFinding } from '../../../analysis/index.js';

/** Nothing falls by more than all of it. */
const MOST_PERCENT = 99.9;

export interface LimitBand {
  readonly low: number;
  readonly high: number;
}

/** What counts as no change, in percent of base: both limits have to be passed, so that the wider one decides. */
export function limitBand({ limits, base }: CheckFinding): LimitBand {
  const middle = base.median?.value ?? 0;
  const floor = middle > 0 ? (100 * limits.absolute) / middle : 0;
  const widest = Math.max(limits.relativePercent, floor);
  return { low: -Math.min(MOST_PERCENT, widest), high: widest };
}

/**
 * What of it has to be on an axis: the relative limit. The absolute one can be most of a short Duration, and would press what
 * was measured into a line; it goes on beyond the axis then.
 */
export const relativeBand = ({ limits: { relativePercent } }: CheckFinding): LimitBand => ({
  low: -Math.min(MOST_PERCENT, relativePercent),
  high: relativePercent,
});
