import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cappedRankTest, rankTest } from '../../src/statistics/index.js';

const near = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`);

test('it is what going through all draws says, with ties and over strata (itertools.combinations over capped midranks)', () => {
  const ones = [15, 16, 20, 22, 22, 25, 31, 40, 41];
  near(cappedRankTest([{ ones, others: [12, 15, 15, 18, 20, 20, 20, 31] }]).chance, 0.038050185109008636);
  const unequal = [
    { ones: [3, 5, 6, 6], others: [1, 2, 5] },
    { ones: [10, 14, 15], others: [9, 14] },
  ];
  near(cappedRankTest(unequal).chance, 0.05714285714285714);
  const equal = [
    { ones: [13, 5, 61, 7.5, 9], others: [1, 2, 5.5, 4, 8] },
    { ones: [10, 14, 15, 12, 90], others: [9, 11, 8, 13, 12.5] },
  ];
  const { chance, isExact } = cappedRankTest(equal);
  near(chance, 0.009212018140589568);
  assert.ok(isExact);
});

test('how far up in the slowest quarter a value lies changes nothing', () => {
  const others = [1, 2, 3, 4, 5, 6, 7, 8];
  const chanceOf = (...slow: readonly number[]): number =>
    cappedRankTest([{ ones: [2.5, 3.5, 4.5, 5.5, ...slow], others }]).chance;
  assert.equal(chanceOf(9, 10), chanceOf(900, 1000));
  assert.equal(chanceOf(9, 7.5), chanceOf(7.5, 9));
});

test('of many strata it is near what the plain test says of values without a tail, and says nothing where all are equal', () => {
  const strata = Array.from({ length: 12 }, (_, i) => ({
    ones: [3, 5, 7, 8, 10].map((it) => it + (i % 4)),
    others: [1, 2, 4, 6, 9, 11],
  }));
  const [capped, plain] = [cappedRankTest(strata), rankTest(strata)];
  assert.ok(Math.abs(capped.z - plain.z) < 0.6, `${capped.z} and ${plain.z}`);
  assert.equal(cappedRankTest([{ ones: [2, 2], others: [2, 2, 2] }]).chance, 1);
  assert.equal(cappedRankTest([]).chance, 1);
});
