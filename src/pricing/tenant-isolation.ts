import { type Charge, charge } from './bill.js';
import { ARCHITECTURES, type PriceBook } from './book.js';
import { requirePrices } from './require-prices.js';
import type { FunctionUsage } from './usage.js';

/** Tenant isolation: each execution environment that is made for a tenant, by its memory. */
export function tenantIsolationCharges(book: PriceBook, usages: readonly FunctionUsage[]): Charge[] {
  return ARCHITECTURES.flatMap((architecture) => {
    const gb = usages
      .filter((it) => it.architecture === architecture)
      .reduce((all, it) => all + (it.tenantEnvironments ?? 0) * (it.memorySizeMB / 1024), 0);
    if (gb === 0) return [];
    const prices = requirePrices(book, 'tenantIsolation')[architecture];
    return [charge(`tenant environments (${architecture})`, gb, 'GB', prices.usdPerEnvironmentGb)];
  });
}
