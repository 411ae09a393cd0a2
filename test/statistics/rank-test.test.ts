import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hodgesLehmann, holm, medianRatio, rankTest, seededRandom, valuesNeeded } from '../../src/statistics/index.js';

const near = (actual: number | undefined, expected: number, within = 1e-9): void =>
  assert.ok(actual !== undefined && Math.abs(actual - expected) < within, `${actual} is not ${expected}`);

test('without ties it is what scipy 1.17 says: mannwhitneyu(ones, others, alternative="greater", method="exact")', () => {
  const { chance, isExact } = rankTest([{ ones: [5, 6, 7, 8, 9], others: [1, 2, 3, 4, 5.5, 4.5] }]);
  near(chance, 0.004329004329004329);
  assert.ok(isExact);
});

test('with ties it is what going through all draws says (itertools.combinations over scipy.stats.rankdata)', () => {
  const ones = [15, 16, 20, 22, 22, 25, 31, 40, 41];
  near(rankTest([{ ones, others: [12, 15, 15, 18, 20, 20, 20, 31] }]).chance, 0.03401892225421637);
  near(rankTest([{ ones: [1, 2, 2, 3], others: [2, 2, 3, 4, 5] }]).chance, 0.9603174603174603);
});

test('over strata it is what going through all draws of all strata says, with the weights of van Elteren', () => {
  const light = { ones: [3, 5, 6], others: [1, 2, 5] };
  near(rankTest([light, { ones: [10, 14, 14], others: [9, 11, 12] }]).chance, 0.0525);
  const unequal = [
    { ones: [3, 5, 6, 6], others: [1, 2, 5] },
    { ones: [10, 14, 15], others: [9, 14] },
  ];
  near(rankTest(unequal).chance, 0.04857142857142857);
});

test('of many values it is what scipy 1.17 says with method="asymptotic"', () => {
  const ones = [
    -1, -2, 1, 2, 3, 1, 0, -1, 2, 4, 2, -1, -1, 4, 1, -2, 1, -1, 0, 0, 0, 2, 1, 0, 2, 3, -2, 0, -1, 1, -2, 1, 1, 0, -1,
    0, -1, -2, 1, -1, 3, 2, -3, 2, -1, 1, 1, -3, 1, 0, 3, -1, 2, -1, 0, -1, 4, 2, 6, 2,
  ];
  const others = [
    2, 2, -1, 0, 3, -1, 0, 0, 1, -1, 0, 0, 0, -2, 2, -3, -2, -3, 2, -1, -2, -2, 1, -2, -3, 1, -2, -1, 0, -1, 0, 3, -1,
    -3, -4, 0, -1, 1, -1, -1, -1, -1, 0, -1, 0, 4, 1, -3, 3, 1, -2, 2, 0, -1, -1, -2, 0, 2, -1, 1, 4, -2, 1, -1, -2, -2,
    0, 1, -1, 0,
  ];
  const { chance, isExact } = rankTest([{ ones, others }]);
  near(chance, 0.004966933545818323);
  assert.ok(!isExact);
});

test('says nothing where there is nothing to compare, or all are equal', () => {
  assert.equal(rankTest([]).chance, 1);
  assert.equal(rankTest([{ ones: [1], others: [] }]).chance, 1);
  assert.equal(rankTest([{ ones: [2, 2], others: [2, 2, 2] }]).chance, 1);
});

test('the shift is what R 4.2 says: wilcox.test(ones, others, conf.int = TRUE, conf.level = 0.9)', () => {
  const shift = hodgesLehmann([{ ones: [12, 15, 18, 20, 22, 31, 33], others: [9, 10, 11, 14, 16, 17, 19, 21] }]);
  assert.equal(shift?.estimate, 6);
  assert.deepEqual(shift?.interval(0.9), { low: 1, high: 13, level: 0.9 });
  const other = hodgesLehmann([{ ones: [5, 6, 7, 8, 9, 12], others: [1, 2, 3, 4, 5.5, 4.5] }]);
  assert.equal(other?.estimate, 4);
  assert.deepEqual(other?.interval(0.95), { low: 1.5, high: 7.5, level: 0.95 });
});

test('what strata differ in by themselves is no part of the shift', () => {
  const shift = hodgesLehmann([
    { ones: [11, 12, 13, 14], others: [1, 2, 3, 4] },
    { ones: [111, 112, 113, 114], others: [101, 102, 103, 104] },
  ]);
  assert.equal(shift?.estimate, 10);
  const { low, high } = shift?.interval(0.9) ?? { low: 0, high: 0 };
  assert.ok(low >= 8 && high <= 12, `${low} to ${high}`);
});

test('a bound is infinite where so few values cannot give any', () => {
  const shift = hodgesLehmann([{ ones: [5, 6], others: [1, 2] }]);
  assert.equal(shift?.lowerBound(0.95), Number.NEGATIVE_INFINITY);
  assert.equal(shift?.upperBound(0.95), Number.POSITIVE_INFINITY);
  assert.equal(hodgesLehmann([{ ones: [], others: [1] }]), undefined);
});

test('an interval at 90 % holds the true shift in at least about 90 of 100 cases, with ties and strata too', () => {
  const random = seededRandom(11);
  const draw = (n: number, by: number): number[] => Array.from({ length: n }, () => Math.round(8 * random() ** 2) + by);
  const held = Array.from({ length: 1000 }, () => {
    const strata = [0, 100, 200].map((level) => ({ ones: draw(5, level + 2), others: draw(4, level) }));
    const interval = hodgesLehmann(strata)?.interval(0.9);
    return interval !== undefined && interval.low <= 2 && interval.high >= 2;
  }).filter(Boolean);
  assert.ok(held.length > 880, `${held.length} of 1000`);
});

test("Holm's is what R says: p.adjust(c(0.01, 0.04, 0.03, 0.005), 'holm')", () => {
  const adjusted = holm([0.01, 0.04, 0.03, 0.005]);
  [0.03, 0.06, 0.06, 0.02].forEach((expected, index) => {
    near(adjusted[index], expected);
  });
  assert.deepEqual(holm([]), []);
});

test('the ratio of medians comes with an interval that holds it, or says why it has none', () => {
  const many = { ones: [11, 12, 13, 14, 15, 16, 17], others: [10, 10, 11, 11, 12, 12, 13] };
  const found = medianRatio([many]);
  near(found?.ratio, 14 / 11);
  assert.ok(found && 'low' in found.interval && found.interval.low < 14 / 11 && found.interval.high > 14 / 11);
  assert.deepEqual(found, medianRatio([many]));
  const few = medianRatio([{ ones: [2, 3], others: [1, 2] }]);
  assert.deepEqual(few?.interval, { reason: 'needs n >= 6 on each side for an interval, has 2' });
  assert.equal(medianRatio([{ ones: [1], others: [0] }]), undefined);
});

test('so many values as are said to be needed find the difference about as often as asked', () => {
  const random = seededRandom(5);
  const draw = (n: number, by = 0): number[] => Array.from({ length: n }, () => random() + random() + random() + by);
  const shift = hodgesLehmann([{ ones: draw(200), others: draw(200) }]);
  assert.ok(shift);
  const standardError = (shift.upperBound(0.9) - shift.lowerBound(0.9)) / 2 / 1.2816;
  const n = valuesNeeded({ perSide: 200, standardError }, { difference: 0.4, alpha: 0.05, power: 0.8 });
  assert.ok(n > 12 && n < 32, `${n}`);
  const found = Array.from({ length: 500 }, () => rankTest([{ ones: draw(n, 0.4), others: draw(n) }]).chance <= 0.05);
  const share = found.filter(Boolean).length / found.length;
  assert.ok(share > 0.7 && share < 0.9, `${share}`);
});

test('a difference of nothing would need more values than there are', () => {
  const goal = { difference: 0, alpha: 0.05, power: 0.8 };
  assert.equal(valuesNeeded({ perSide: 10, standardError: 1 }, goal), Number.POSITIVE_INFINITY);
});

test('of many strata of unlike sizes it is near what counting all draws says, far out in the tail too', () => {
  // One of ten against ten and eight of five against five; the draws were counted in Python with whole numbers.
  const pairs = (n: number, up: number) => ({
    ones: Array.from({ length: n }, (_, i) => 2 * i + 1 + (i < up ? 0 : 2 * n)),
    others: Array.from({ length: n }, (_, i) => 2 * i),
  });
  const strata = [pairs(10, 5), ...Array.from({ length: 8 }, (_, i) => pairs(5, i < 5 ? 4 : 1))];
  const { chance, isExact, z } = rankTest(strata);
  assert.ok(!isExact);
  near(z, 3.0149005111096523);
  near(chance / 0.001170462885521039, 1, 0.02);
});
