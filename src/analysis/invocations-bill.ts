import { billOnDemand, type OnDemandUsage, type PriceBook, priceFunctions } from '../pricing/index.js';
import { milliseconds, type Usd } from '../units/index.js';

/**
 * What invocations cost, on demand or on provisioned concurrency. Of that the environments that are kept are no part: they
 * are paid by the time that they are configured for, invoked or not.
 */
export function invocationsUsd(book: PriceBook, usage: OnDemandUsage, isProvisioned: boolean): Usd {
  if (!isProvisioned || book.provisionedConcurrency === undefined) return billOnDemand(book, usage).totalUsd;
  const { requests, billedMs, ...shape } = usage;
  const provisioned = { requests, billedMs, concurrency: 0, spans: 0, enabledMs: milliseconds(0) };
  return priceFunctions(book, [{ ...shape, provisioned }]).totalUsd;
}
