import { isInterval, median, sampleOf, shareInterval } from '../../../src/statistics/index.js';
import { type Comparison, FIGURES, type FigureName, type Order } from './comparison.js';

/** What 95 % intervals are held to. */
export const PROMISED = { low: 0.9, high: 0.99 } as const;

/** How often the intervals of one figure hold that nothing differs. */
export interface Coverage {
  readonly figure: FigureName | 'all three';
  readonly order: Order | 'both';
  readonly n: number;
  readonly held: number;
  /** 95 %, of the share. */
  readonly interval: { readonly low: number; readonly high: number };
  /** Median of B over A, less 1. */
  readonly difference: number;
}

export function coverageOf(comparisons: readonly Comparison[]): Coverage[] {
  const rows = FIGURES.flatMap((figure) => [
    ...(['A first', 'B first'] as const).map((order) => row([figure], order, comparisons)),
    row([figure], 'both', comparisons),
  ]);
  return [...rows, row(FIGURES, 'both', comparisons)].filter(({ n }) => n > 0);
}

function row(figures: readonly FigureName[], order: Coverage['order'], all: readonly Comparison[]): Coverage {
  const own = all.filter((it) => order === 'both' || it.order === order);
  const changes = own.flatMap((it) => figures.map((figure) => it.figures[figure]));
  const n = changes.length;
  const held = changes.filter(({ low, high }) => low <= 1 && 1 <= high).length;
  const interval = shareInterval(held, n);
  const quotients = sampleOf(changes.map(({ quotient }) => quotient));
  return {
    figure: figures.length === 1 ? (figures[0] ?? 'all three') : 'all three',
    order,
    n,
    held,
    interval: isInterval(interval) ? interval : { low: 0, high: 1 },
    difference: quotients === undefined ? Number.NaN : median(quotients) - 1,
  };
}

/**
 * The share of all intervals together is within what is promised, and no figure's share by itself is surely outside: of
 * 60 intervals that keep their promise all hold once in twenty times, so one figure alone cannot be judged by its share.
 */
export function isKept(rows: readonly Coverage[]): boolean {
  const together = rows.find(({ figure }) => figure === 'all three');
  if (together === undefined) return false;
  const share = together.held / together.n;
  const each = rows.filter(({ figure, order }) => figure !== 'all three' && order === 'both');
  return (
    share >= PROMISED.low &&
    share <= PROMISED.high &&
    each.every(({ interval }) => interval.high >= PROMISED.low && interval.low <= PROMISED.high)
  );
}
