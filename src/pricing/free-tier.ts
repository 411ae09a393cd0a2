import { usd } from '../units/index.js';
import { type Charge, charge } from './bill.js';
import type { AccountTerms, FreeTierPart, FunctionUsage } from './usage.js';

/** A month's allowance, both architectures together (pricing page, 2026). GB are of 1,024 MB. */
export const FREE_TIER: Readonly<Record<FreeTierPart, number>> = {
  requests: 1_000_000,
  duration: 400_000,
  streaming: 100,
  transfer: 100,
};

const UNITS: Readonly<Record<FreeTierPart, string>> = {
  requests: 'request',
  duration: 'GB-s',
  streaming: 'GB',
  transfer: 'GB',
};

/** "The Lambda free tier does not apply to functions enabling Provisioned Concurrency" (pricing page, 2026). */
export const isEligible = (usage: FunctionUsage, { freeTier }: AccountTerms): boolean =>
  freeTier !== undefined && (freeTier.withProvisioned || usage.provisioned === undefined);

/**
 * How much of each of these quantities is free: the allowance goes to the first until it is used up, then to the next.
 * What is left over is then priced from the first tier on, as the pricing page does ("total compute - free tier compute
 * = monthly billable compute").
 */
export function freeOf(
  part: FreeTierPart,
  eligible: readonly number[],
  terms: AccountTerms,
  alreadyUsed = 0,
): number[] {
  let left = terms.freeTier?.parts.includes(part) ? Math.max(0, FREE_TIER[part] - alreadyUsed) : 0;
  return eligible.map((quantity) => {
    const free = Math.min(left, quantity);
    left -= free;
    return free;
  });
}

/** A line for what was free, so that the bill shows where the quantity went; it adds nothing to the total. */
export const freeCharge = (part: FreeTierPart, name: string, quantity: number): Charge =>
  charge(`${name}, free tier`, quantity, UNITS[part], usd(0));
