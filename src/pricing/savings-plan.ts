import type { Usd } from '../units/index.js';
import type { Architecture, PriceBook } from './book.js';
import { priceIn } from './price-in.js';
import { requirePrices } from './require-prices.js';
import type { SavingsPlan } from './usage.js';

type Covered = 'duration' | 'provisionedConfigured' | 'provisionedDuration';

const NAMES: Readonly<Record<Covered, string>> = {
  duration: 'duration',
  provisionedConfigured: 'provisioned concurrency',
  provisionedDuration: 'duration on provisioned concurrency',
};

const PLAN_NAMES: Readonly<Record<SavingsPlan, string>> = { noUpfront: 'no upfront', allUpfront: 'all upfront' };

/**
 * What a GB-second costs under a Compute Savings Plan. It covers duration and provisioned concurrency, not requests, and
 * has no tiers. @throws PriceBookError where the book has none.
 */
export function savingsPlanPrice(book: PriceBook, plan: SavingsPlan, of: Covered, architecture: Architecture): Usd {
  const prices = requirePrices(book, 'savingsPlans')[plan];
  const price = of === 'duration' ? prices[architecture] : prices[of]?.[architecture];
  return priceIn(book, price, `${NAMES[of]} under a Savings Plan, ${PLAN_NAMES[plan]}, on ${architecture}`);
}
