import type { LimitBand } from '../limit-band.js';

/** Round steps of changes; where these are too many or too uneven, ticks lie ever further apart. */
const STEPS = [0.5, 1, 2, 5, 10, 25] as const;
const WIDE = [-99, -98, -95, -90, -75, -50, -25, 0, 25, 50, 100, 200, 400, 900, 1900, 4900, 9900] as const;

/** Ticks that fit beside each other. */
const MOST_TICKS = 8;

export interface PercentAxis {
  readonly scale: { readonly type: 'log'; readonly domain: number[]; readonly nice: false };
  readonly axis: { readonly values: number[]; readonly labelExpr: string; readonly labelOverlap: 'greedy' };
}

/** Where a change in percent lies on the axis: the ratio of head to base, as that is what the logarithm is of. */
export const placeOf = (percent: number): number => short(Math.max(0.001, 1 + percent / 100));

/**
 * An axis for changes in percent on which twice as long and half as long are equally far from no change, as they are to
 * the tests; a shift of +300 % leaves a limit of 5 % still to be seen. No change is always on it.
 */
export function percentAxis(percents: readonly number[]): PercentAxis {
  const places = [0, ...percents].map((it) => Math.log(placeOf(it)));
  const [low, high] = [Math.min(...places), Math.max(...places)];
  const margin = Math.max((high - low) * 0.06, 0.002);
  const domain = [Math.exp(low - margin), Math.exp(high + margin)];
  return {
    scale: { type: 'log', domain: domain.map(short), nice: false },
    axis: { values: ticksIn(domain).map(placeOf), labelExpr: LABEL, labelOverlap: 'greedy' },
  };
}

const LABEL = "(datum.value > 1.00001 ? '+' : '') + format(100 * datum.value - 100, '.3~g') + ' %'";

/** A band in places of the axis, cut where the axis ends. */
export function bandOn(
  { scale: { domain } }: PercentAxis,
  band: LimitBand,
): { readonly from: number; readonly to: number } {
  const [least = 0, most = 0] = domain;
  return { from: Math.max(least, placeOf(band.low)), to: Math.min(most, placeOf(band.high)) };
}

/** Multiples of the smallest step that gives few enough of them. */
function ticksIn([low = 0, high = 1]: readonly number[]): number[] {
  const [least, most] = [100 * low - 100, 100 * high - 100];
  const step = most > 120 ? undefined : STEPS.find((it) => (most - least) / it <= MOST_TICKS);
  if (step === undefined) return WIDE.filter((it) => it >= least && it <= most);
  const first = Math.ceil(least / step);
  return Array.from({ length: Math.floor(most / step) - first + 1 }, (_, index) => (first + index) * step);
}

const short = (value: number): number => Number(value.toPrecision(6));
