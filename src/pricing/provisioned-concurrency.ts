import { gbSeconds, gbSecondsOf, type Milliseconds, milliseconds } from '../units/index.js';
import { type Charge, charge } from './bill.js';
import { ARCHITECTURES, type Architecture, type PriceBook } from './book.js';
import { requirePrices } from './require-prices.js';
import { savingsPlanPrice } from './savings-plan.js';
import type { AccountTerms, FunctionUsage, ProvisionedUsage } from './usage.js';

const FIVE_MINUTES_MS = 300_000;

/** "From the time you enable it until it is disabled, rounded up to the nearest five minutes" (pricing page, 2026). */
const billedEnabledTime = (enabled: Milliseconds): Milliseconds =>
  milliseconds(Math.ceil(enabled / FIVE_MINUTES_MS) * FIVE_MINUTES_MS);

/**
 * Provisioned concurrency: the configured time of every environment, the duration of what ran on them, and their init,
 * which is billed even if they are never invoked. What overflows is on demand, and not in here.
 */
export function provisionedCharges(book: PriceBook, usages: readonly FunctionUsage[], terms: AccountTerms): Charge[] {
  return ARCHITECTURES.flatMap((architecture) => {
    const mine = usages.filter((it) => it.architecture === architecture && it.provisioned !== undefined);
    if (mine.length === 0) return [];
    const total = (msOf: (usage: ProvisionedUsage) => number) =>
      gbSeconds(mine.reduce((all, it) => all + gbSecondsOf(it.memorySizeMB, timeOf(it.provisioned, msOf)), 0));
    const prices = pricesOf(book, architecture, terms);
    return [
      charge(`provisioned concurrency (${architecture})`, total(configuredMs), 'GB-s', prices.configured),
      charge(
        `provisioned duration (${architecture})`,
        total((it) => it.billedMs),
        'GB-s',
        prices.duration,
      ),
      charge(`provisioned init (${architecture})`, total(initMs), 'GB-s', prices.duration),
    ];
  });
}

const timeOf = (usage: ProvisionedUsage | undefined, msOf: (usage: ProvisionedUsage) => number): Milliseconds =>
  milliseconds(usage === undefined ? 0 : msOf(usage));

const configuredMs = (it: ProvisionedUsage): number => it.concurrency * it.spans * billedEnabledTime(it.enabledMs);
const initMs = (it: ProvisionedUsage): number => it.concurrency * it.spans * (it.billedInitMs ?? 0);

function pricesOf(book: PriceBook, architecture: Architecture, { savingsPlan }: AccountTerms) {
  if (savingsPlan !== undefined) {
    return {
      configured: savingsPlanPrice(book, savingsPlan, 'provisionedConfigured', architecture),
      duration: savingsPlanPrice(book, savingsPlan, 'provisionedDuration', architecture),
    };
  }
  const prices = requirePrices(book, 'provisionedConcurrency')[architecture];
  return { configured: prices.usdPerConfiguredGbSecond, duration: prices.usdPerDurationGbSecond };
}
