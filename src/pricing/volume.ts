import { type Charge, charge } from './bill.js';
import type { PriceBook, VolumeTier } from './book.js';
import { PriceBookError } from './price-book-error.js';
import { sliced, tierName } from './tiers.js';

/** One charge a tier of a monthly volume in GB of 1,024 MB. */
export function volumeCharges(book: PriceBook, name: string, tiers: readonly VolumeTier[], gb: number): Charge[] {
  const steps = tiers.map((tier) => ({ upTo: tier.upToGb, unitPriceUsd: tier.usdPerGb }));
  const beyond = (end: string) =>
    new PriceBookError(
      `the price book ${book.id} has no price for ${name} above ${end} GB a month`,
      'name a file that has it with --prices',
    );
  return sliced(steps, gb, beyond).map(({ tier, quantity, unitPriceUsd }) =>
    charge(tierName(name, tier), quantity, 'GB', unitPriceUsd),
  );
}
