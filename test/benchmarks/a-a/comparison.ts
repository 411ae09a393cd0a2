import { type Arm, armsOf } from '../../../src/analysis/arms.js';
import { costQuotient, durationQuotient, type QuotientOf } from '../../../src/analysis/change.js';
import { bookFor } from '../../../src/pricing/index.js';
import type { Header, Measurement } from '../../../src/recording/index.js';
import { isInterval } from '../../../src/statistics/index.js';
import { megabytes, ratio } from '../../../src/units/index.js';

export const FIGURES = ['median warm Duration', 'median Init Duration', 'mean cost'] as const;
export type FigureName = (typeof FIGURES)[number];

/** Who is visited first in every block. */
export type Order = 'A first' | 'B first';

/** One comparison of a function with itself: what the product says of the change from A to B. */
export interface Comparison {
  readonly order: Order;
  readonly figures: Readonly<
    Record<FigureName, { readonly quotient: number; readonly low: number; readonly high: number }>
  >;
}

const TERMS = {
  book: bookFor('us-east-1', '2026-11-26'),
  ephemeralStorageMB: megabytes(512),
  coldShareRatio: ratio(0.05),
};

/** By the same functions that give a recommendation's change against the current size. */
export function compare(
  order: Order,
  header: Header,
  a: readonly Measurement[],
  b: readonly Measurement[],
): Comparison {
  const [from, to] = [armOf(header, a), armOf(header, b)];
  return {
    order,
    figures: {
      'median warm Duration': known(durationQuotient(to, from)),
      'median Init Duration': known(durationQuotient(to, from, 'cold', ({ initDurationMs }) => initDurationMs)),
      'mean cost': known(costQuotient(to, from, TERMS)),
    },
  };
}

function armOf(header: Header, measurements: readonly Measurement[]): Arm {
  const [arm] = armsOf(header, measurements);
  if (arm === undefined) throw new Error('the header names no size');
  return arm;
}

function known(change: QuotientOf | undefined) {
  if (change === undefined) throw new Error('nothing was measured');
  const { quotient, interval } = change;
  if (!isInterval(interval)) throw new Error(interval.reason);
  return { quotient, low: interval.low, high: interval.high };
}
