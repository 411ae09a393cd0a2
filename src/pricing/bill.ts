import { sum, type Usd, usdFor } from '../units/index.js';

/** One line of a bill: so much of one thing at one price. `usd` is exactly quantity x unit price, unrounded. */
export interface Charge {
  readonly name: string;
  readonly quantity: number;
  readonly unit: string;
  readonly unitPriceUsd: Usd;
  readonly usd: Usd;
}

/** A list of charges and their sum. */
export interface Bill {
  readonly charges: readonly Charge[];
  readonly totalUsd: Usd;
}

export function charge(name: string, quantity: number, unit: string, unitPriceUsd: Usd): Charge {
  return {
    name,
    quantity,
    unit,
    unitPriceUsd,
    usd: usdFor(quantity, unitPriceUsd),
  };
}

/** What is not used is not printed: charges over nothing are left out. */
export function billOf(charges: readonly Charge[]): Bill {
  const used = charges.filter((line) => line.quantity > 0);
  return { charges: used, totalUsd: sum(used.map((line) => line.usd)) };
}
