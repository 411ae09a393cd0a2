import type { CheckFinding } from '../../../analysis/index.js';

/** Nothing falls by more than all of it. */
const MOST_PERCENT = 99.9;

/** What counts as no change, in percent of base: both limits have to be passed, so that the wider one decides. */
export function limitBand({ limits, base }: CheckFinding): { readonly low: number; readonly high: number } {
  const middle = base.median?.value ?? 0;
  const floor = middle > 0 ? (100 * limits.absolute) / middle : 0;
  const widest = Math.max(limits.relativePercent, floor);
  return { low: -Math.min(MOST_PERCENT, widest), high: widest };
}
