import { type Milliseconds, milliseconds } from '../units/index.js';
import type { FunctionUsage, ProvisionedUsage } from './usage.js';

/** A month of AWS's own calculator: 730 hours. */
export const MONTH_MS = milliseconds(730 * 3_600_000);

/**
 * How many requests provisioned concurrency can serve, one after the other on each environment, while it is on. What is
 * beyond overflows, on demand.
 */
export const requestsItHasTimeFor = (
  { concurrency, spans, enabledMs }: Pick<ProvisionedUsage, 'concurrency' | 'spans' | 'enabledMs'>,
  durationMs: Milliseconds,
): number => Math.floor((concurrency * spans * enabledMs) / Math.max(1, durationMs));

/** A month of so many requests with environments kept all of it: as `kelvin price --provisioned` has it. */
export function monthOnProvisioned(
  requests: number,
  meanBilledMs: Milliseconds,
  concurrency: number,
): Pick<FunctionUsage, 'onDemand' | 'provisioned'> {
  const kept = { concurrency, spans: 1, enabledMs: MONTH_MS };
  const served = Math.min(requests, requestsItHasTimeFor(kept, meanBilledMs));
  const over = requests - served;
  return {
    provisioned: { ...kept, requests: served, billedMs: milliseconds(meanBilledMs * served) },
    ...(over === 0 ? {} : { onDemand: { requests: over, billedMs: milliseconds(meanBilledMs * over) } }),
  };
}
