import { expectedArrivals } from '../../load/index.js';
import type { Phase } from '../../scenario/index.js';
import { ASKED_ABOVE, ASSUMED_BILLED_MS } from '../spending/asked-above.js';
import { type InvocationPrice, usdOf } from '../spending/invocation-price.js';
import type { Bounds } from './bounds.js';

/** What a load is expected to send, and what that may cost. */
export interface Estimate {
  /** In all; undefined where a closed loop sends as many as are answered, and no bound is set. */
  readonly requests: number | undefined;
  readonly usd: number | undefined;
}

/**
 * @param prices of an invocation of each arm; empty where nothing is known of what is behind an address
 * @param keptUsd of provisioned concurrency, beside them
 */
export function estimateOf(
  phases: readonly Phase[],
  arms: number,
  prices: readonly InvocationPrice[],
  { maxRequests, budgetUsd }: Bounds,
  keptUsd = 0,
): Estimate {
  const counts = phases.map(expectedArrivals);
  const planned = counts.reduce<number | undefined>(
    (sum, count) => (sum === undefined || count === undefined ? undefined : sum + count),
    0,
  );
  const all =
    planned === undefined ? maxRequests : Math.min(Math.ceil(planned * arms), maxRequests ?? Number.POSITIVE_INFINITY);
  const each = prices.map((it) => usdOf(it, ASSUMED_BILLED_MS));
  const mean = each.length === 0 ? undefined : each.reduce((sum, usd) => sum + usd, 0) / each.length;
  // Each price is of a function of an arm: its version is published once.
  const versions = prices.reduce((sum, it) => sum + (it.usdPerVersion ?? 0), 0);
  const cost = all === undefined || mean === undefined ? undefined : all * mean + versions + keptUsd;
  const bounded = budgetUsd === undefined ? cost : Math.min(cost ?? budgetUsd, budgetUsd);
  return { requests: all, usd: bounded };
}

export const isMuch = ({ requests, usd }: Estimate): boolean =>
  requests === undefined || requests > ASKED_ABOVE.requests || (usd ?? 0) > ASKED_ABOVE.usd;
