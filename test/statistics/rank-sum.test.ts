import assert from 'node:assert/strict';
import { test } from 'node:test';
import { higherByChance, seededRandom } from '../../src/statistics/index.js';

const near = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);

test('is what scipy 1.17 says: mannwhitneyu(ones, others, alternative="greater", method="asymptotic")', () => {
  near(higherByChance([{ ones: [5, 6, 7, 8, 9], others: [1, 2, 3, 4, 5.5, 4.5] }]), 0.00685541503906661);
  near(higherByChance([{ ones: [1, 2, 2, 3], others: [2, 2, 3, 4, 5] }]), 0.9384717775019745);
  const ones = [3.1, 4.7, 9.2, 8.8, 7.5, 6.6];
  near(higherByChance([{ ones, others: [3.0, 5.2, 4.1, 6.0, 7.0, 2.2, 1.9] }]), 0.037072765555703414);
});

test('holds values against those of their own kind alone', () => {
  const light = { ones: [1.1, 1.2, 1.3, 1.4], others: [1, 1.15, 1.25, 1.35, 1.45] };
  const heavy = { ones: [101, 102, 103, 104], others: [100] };
  const mixed = { ones: [...light.ones, ...heavy.ones], others: [...light.others, ...heavy.others] };
  assert.ok(higherByChance([mixed]) < higherByChance([light, heavy]));
  assert.ok(higherByChance([light, heavy]) > 0.1);
});

test('says nothing where there is nothing to compare, or all are equal', () => {
  assert.equal(higherByChance([]), 1);
  assert.equal(higherByChance([{ ones: [1], others: [] }]), 1);
  assert.equal(higherByChance([{ ones: [2, 2, 2], others: [2, 2] }]), 1);
});

test('is below 5 % in about 5 of 100 cases in which there is no difference', () => {
  const random = seededRandom(7);
  const draw = (n: number): number[] => Array.from({ length: n }, random);
  const low = Array.from({ length: 2000 }, () => higherByChance([{ ones: draw(8), others: draw(20) }])).filter(
    (chance) => chance < 0.05,
  );
  assert.ok(low.length > 70 && low.length < 130, `${low.length} of 2000`);
});
