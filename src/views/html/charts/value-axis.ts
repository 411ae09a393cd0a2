/** Above this ratio of largest to smallest, a linear axis presses the small values into its floor. */
const LARGEST_LINEAR_RATIO = 8;

export interface ValueAxis {
  /** How the axis is to be read. */
  readonly text: 'logarithmic' | 'from zero' | 'not from zero';
  readonly scale: {
    readonly type: 'log' | 'linear';
    readonly domain: number[];
    readonly nice: boolean;
    readonly zero?: boolean;
  };
  readonly axis: { readonly labelExpr: string; readonly values?: number[]; readonly tickCount?: number };
}

/** How a tick reads: the same as the formatters of `units/` for the round numbers that ticks are. */
const LABEL = {
  duration: "datum.value >= 1000 ? format(datum.value / 1000, ',~r') + ' s' : format(datum.value, ',~r') + ' ms'",
  cost: "format(datum.value, '$,.2f')",
} as const;

/**
 * Linear as long as that shows every value, logarithmic beyond: then equal distances are equal ratios, which is what a
 * choice between memory sizes is about. Linear axes start at zero, except on the plane, where it is a point's place
 * that counts and not its height.
 */
export function valueAxis(
  values: readonly number[],
  quantity: keyof typeof LABEL,
  start: 'zero' | 'data' = 'zero',
): ValueAxis {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const labelExpr = LABEL[quantity];
  if (low > 0 && high / low > LARGEST_LINEAR_RATIO)
    return {
      text: 'logarithmic',
      scale: { type: 'log', domain: [low * 0.85, high * 1.15], nice: false },
      axis: { labelExpr, values: oneTwoFive(low * 0.85, high * 1.15) },
    };
  const margin = (high - low || high) * 0.25;
  const floor = start === 'zero' ? 0 : Math.max(0, low - margin);
  return {
    text: floor === 0 ? 'from zero' : 'not from zero',
    scale: {
      type: 'linear',
      domain: [floor, high + margin / 2],
      nice: start === 'zero',
      zero: start === 'zero',
    },
    axis: { labelExpr, tickCount: 5 },
  };
}

/** 1, 2 and 5 times the powers of ten in between: vega labels too few ticks of a short logarithmic axis. */
export function oneTwoFive(low: number, high: number): number[] {
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const powers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return powers
    .flatMap((power) => [1, 2, 5].map((digit) => Number(`${digit}e${power}`)))
    .filter((tick) => tick >= low && tick <= high);
}
