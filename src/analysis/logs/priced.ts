import { gbSecondsOf, megabytes, milliseconds } from '../../units/index.js';
import type { Tally } from './tally.js';

/** A tally that has a price: one with a memory size and at least one Billed Duration. */
export interface Priced {
  readonly tally: Tally;
  readonly gbSeconds: number;
}

export function pricedOf(tallies: readonly Tally[]): Priced[] {
  return tallies.flatMap((tally) => {
    const { memorySizeMB, billed, billedMs } = tally;
    if (memorySizeMB === null || billed.values.length === 0) return [];
    return [{ tally, gbSeconds: gbSecondsOf(megabytes(memorySizeMB), milliseconds(billedMs)) }];
  });
}
