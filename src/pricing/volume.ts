import { type Charge, charge } from './bill.js';
import type { VolumeTier } from './book.js';
import { sliced, tierName } from './tiers.js';

/** One charge a tier of a monthly volume in GB of 1,024 MB. */
export function volumeCharges(name: string, tiers: readonly VolumeTier[], gb: number): Charge[] {
  const steps = tiers.map((tier) => ({ upTo: tier.upToGb, unitPriceUsd: tier.usdPerGb }));
  return sliced(steps, gb).map(({ tier, quantity, unitPriceUsd }) =>
    charge(tierName(name, tier), quantity, 'GB', unitPriceUsd),
  );
}
