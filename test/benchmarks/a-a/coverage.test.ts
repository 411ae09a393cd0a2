import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Comparison, FIGURES, type Order } from './comparison.js';
import { coverageOf, isKept } from './coverage.js';

const held = { quotient: 1.01, low: 0.95, high: 1.08 };
const missed = { quotient: 1.1, low: 1.02, high: 1.2 };

/** @param misses how many of the 60 comparisons see a difference in each of the figures. */
function comparisons(...misses: number[]): Comparison[] {
  return Array.from({ length: 60 }, (_, index) => {
    const of = (figure: number) => (index < (misses[figure] ?? 0) ? missed : held);
    const [duration, init, cost] = FIGURES;
    const order: Order = index % 2 === 0 ? 'A first' : 'B first';
    return { order, figures: { [duration]: of(0), [init]: of(1), [cost]: of(2) } as Comparison['figures'] };
  });
}

test('counts the intervals that hold zero, by figure and by who was first', () => {
  const rows = coverageOf(comparisons(4, 2, 0));
  const counts = rows.map(({ figure, order, held: count, n }) => `${figure}, ${order}: ${count} of ${n}`);
  assert.equal(counts[0], 'median warm Duration, A first: 28 of 30');
  assert.equal(counts[2], 'median warm Duration, both: 56 of 60');
  assert.equal(counts.at(-1), 'all three, both: 174 of 180');
});

test('the promise is kept where the share of all is between 90 and 99 %, though one figure alone always holds', () => {
  assert.equal(isKept(coverageOf(comparisons(4, 2, 0))), true);
});

test('it is broken where intervals are too short, and where they always hold', () => {
  assert.equal(isKept(coverageOf(comparisons(9, 8, 7))), false);
  assert.equal(isKept(coverageOf(comparisons(0, 0, 0))), false);
});

test('it is broken where one figure is surely wrong, though all together look well', () => {
  assert.equal(isKept(coverageOf(comparisons(14, 0, 0))), false);
});
