/** Above this ratio of largest to smallest, a linear axis presses the small values into its floor. */
const LARGEST_LINEAR_RATIO = 8;

export interface ValueAxis {
  readonly logarithmic: boolean;
  readonly scale: {
    readonly type: 'log' | 'linear';
    readonly domain: number[];
    readonly nice: boolean;
    padding?: number;
  };
  readonly axis: { readonly labelExpr: string; readonly values?: number[]; readonly tickCount?: number };
}

/** How a tick reads: the same as the formatters of `units/` for the round numbers that ticks are. */
const LABEL = {
  duration: "datum.value >= 1000 ? format(datum.value / 1000, ',~r') + ' s' : format(datum.value, ',~r') + ' ms'",
  cost: "format(datum.value, '$,.2f')",
} as const;

/**
 * Linear from zero as long as that shows every value, logarithmic beyond: then equal distances are equal ratios, which
 * is what a choice between memory sizes is about.
 */
export function valueAxis(values: readonly number[], quantity: keyof typeof LABEL): ValueAxis {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const labelExpr = LABEL[quantity];
  if (!(low > 0 && high / low > LARGEST_LINEAR_RATIO))
    return {
      logarithmic: false,
      scale: { type: 'linear', domain: [0, high * 1.05], nice: true },
      axis: { labelExpr, tickCount: 5 },
    };
  return {
    logarithmic: true,
    scale: { type: 'log', domain: [low * 0.9, high * 1.1], nice: false },
    axis: { labelExpr, values: oneTwoFive(low * 0.9, high * 1.1) },
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
