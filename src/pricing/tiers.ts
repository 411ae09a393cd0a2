import type { Usd } from '../units/index.js';
import type { PriceBookError } from './price-book-error.js';

/** One step of a price that falls with quantity: it holds up to `upTo`, `null` without end. */
export interface Step {
  readonly upTo: number | null;
  readonly unitPriceUsd: Usd;
}

/** The part of a quantity that lies in one step; `tier` counts from 1. */
export interface Slice {
  readonly tier: number;
  readonly quantity: number;
  readonly unitPriceUsd: Usd;
}

/**
 * Cuts a quantity at the steps' edges. What the account has used `before` fills the lower steps first.
 * @throws PriceBookError for what lies beyond the last step, when that has an end.
 */
export function sliced(
  steps: readonly Step[],
  quantity: number,
  beyond: (end: string) => PriceBookError,
  before = 0,
): Slice[] {
  const last = steps.at(-1)?.upTo ?? Number.POSITIVE_INFINITY;
  if (before + quantity > last) throw beyond(last.toLocaleString('en-US'));
  let start = 0;
  return steps.map(({ upTo, unitPriceUsd }, index) => {
    const end = upTo ?? Number.POSITIVE_INFINITY;
    const from = Math.max(before, start);
    // Where nothing lies before, the whole quantity is taken as it is: adding and taking away costs digits.
    const within = from === 0 ? Math.min(quantity, end) : Math.min(before + quantity, end) - from;
    start = end;
    return { tier: index + 1, quantity: Math.max(0, within), unitPriceUsd };
  });
}

/** `data transfer out`, and from the second tier on `data transfer out, tier 2`. */
export const tierName = (name: string, tier: number): string => (tier === 1 ? name : `${name}, tier ${tier}`);
