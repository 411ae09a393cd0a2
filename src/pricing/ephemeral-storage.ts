import { gbSeconds, gbSecondsOf, megabytes, milliseconds } from '../units/index.js';
import { type Charge, charge } from './bill.js';
import { ARCHITECTURES, type PriceBook } from './book.js';
import type { FunctionUsage } from './usage.js';

/** /tmp up to this size costs nothing (pricing page, 2026). */
export const FREE_EPHEMERAL_STORAGE = megabytes(512);

/** /tmp above 512 MB, for the billed duration of every invocation, provisioned or not. */
export function ephemeralStorageCharges(book: PriceBook, usages: readonly FunctionUsage[]): Charge[] {
  const used = ARCHITECTURES.filter((it) => gbSecondsOn(it, usages) > 0);
  return used.map((architecture) =>
    charge(
      `ephemeral storage above 512 MB${used.length === 1 ? '' : ` (${architecture})`}`,
      gbSecondsOn(architecture, usages),
      'GB-s',
      book.onDemand[architecture].usdPerEphemeralGbSecond,
    ),
  );
}

function gbSecondsOn(architecture: string, usages: readonly FunctionUsage[]) {
  const parts = usages.map((usage): number => {
    const above = Math.max(0, (usage.ephemeralStorageMB ?? FREE_EPHEMERAL_STORAGE) - FREE_EPHEMERAL_STORAGE);
    const billed = (usage.onDemand?.billedMs ?? 0) + (usage.provisioned?.billedMs ?? 0);
    return usage.architecture === architecture ? gbSecondsOf(megabytes(above), milliseconds(billed)) : 0;
  });
  return gbSeconds(parts.reduce((all, it) => all + it, 0));
}
