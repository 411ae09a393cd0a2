import type { Megabytes } from '../units/index.js';
import { type Charge, charge } from './bill.js';
import { ARCHITECTURES, type PriceBook } from './book.js';
import { freeCharge, freeOf, isEligible } from './free-tier.js';
import type { AccountTerms, FunctionUsage } from './usage.js';

const FIRST_KB = 256;
const CHUNK_KB = 64;
/** The largest asynchronous event. */
export const LARGEST_EVENT_KB = 1024;

/**
 * Requests that one asynchronous event counts for: one for its first 256 KB, one more for each 64 KB begun beyond (pricing
 * page, 2026; S3, SNS, EventBridge, Step Functions, CloudWatch Logs).
 */
export function requestsPerEvent(size: Megabytes): number {
  return 1 + Math.max(0, Math.ceil((size * 1024 - FIRST_KB) / CHUNK_KB));
}

const requestsOf = ({ onDemand, provisioned }: FunctionUsage): number =>
  (onDemand?.requests ?? 0) + (provisioned?.requests ?? 0);

/** Requests on demand and on provisioned concurrency: they have one price. */
export function requestCharges(book: PriceBook, usages: readonly FunctionUsage[], terms: AccountTerms): Charge[] {
  const eligible = usages.map((usage) => (isEligible(usage, terms) ? requestsOf(usage) : 0));
  const free = freeOf('requests', eligible, terms);
  const used = ARCHITECTURES.filter((it) => usages.some((usage) => usage.architecture === it && requestsOf(usage) > 0));
  return used.flatMap((architecture) => {
    const name = used.length === 1 ? 'requests' : `requests (${architecture})`;
    const total = (of: (usage: FunctionUsage, index: number) => number): number =>
      usages.reduce((all, usage, index) => all + (usage.architecture === architecture ? of(usage, index) : 0), 0);
    const freeRequests = total((_, index) => free[index] ?? 0);
    return [
      charge(name, total(requestsOf) - freeRequests, 'request', book.onDemand[architecture].usdPerRequest),
      freeCharge('requests', name, freeRequests),
    ];
  });
}
