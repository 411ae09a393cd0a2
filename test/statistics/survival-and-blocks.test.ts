import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  blockMean,
  isInterval,
  quantile,
  quotientOfBlocks,
  risingByChance,
  Survival,
  sampleOf,
  seededRandom,
  shareDesignEffect,
} from '../../src/statistics/index.js';
import fc from '../fixtures/properties.js';

const near = (actual: number, expected: number): void => assert.ok(Math.abs(actual - expected) < 1e-9, `${actual}`);

test('the product-limit estimate is that of scipy 1.17 (ecdf of CensoredData), of the remissions of Freireich 1963', () => {
  const known = [6, 6, 6, 7, 10, 13, 16, 22, 23];
  const atLeast = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
  const survival = new Survival(Float64Array.from(known), Float64Array.from(atLeast));
  // 1 - sf reaches 4/21 at 7 (0.193), 5/21 at 10 (0.247), 6/21 at 13 (0.310), 7/21 at 16 (0.373), 8/21 at 22 (0.462), 10/21 at 23 (0.552).
  assert.deepEqual(
    [3, 4, 5, 6, 7, 8, 10, 11].map((rank) => survival.ofRank(rank).value),
    [6, 7, 10, 13, 16, 22, 23, 23],
  );
  assert.deepEqual(survival.ofRank(12), { value: 35, atLeast: true });
  assert.deepEqual(survival.quantile(0.9), { value: 35, atLeast: true });
  assert.deepEqual(survival.quantile(0.5), { value: 23, atLeast: false });
});

const values = fc.array(fc.double({ min: 0, max: 1000, noNaN: true }), { minLength: 1, maxLength: 60 });
const level = fc.double({ min: 0, max: 1, noNaN: true });

test('where everything is known, quantiles are those of a sample', () => {
  fc.assert(
    fc.property(values, level, (all, p) => {
      const sample = sampleOf(all);
      assert.ok(sample !== undefined);
      assert.deepEqual(new Survival(Float64Array.from(all)).quantile(p), {
        value: quantile(sample, p),
        atLeast: false,
      });
    }),
  );
});

test('to know of a value only that it is at least so large makes no quantile smaller', () => {
  fc.assert(
    fc.property(values, level, fc.nat(), (all, p, which) => {
      const index = which % all.length;
      const whole = new Survival(Float64Array.from(all)).quantile(p);
      const less = new Survival(
        Float64Array.from(all.filter((_, i) => i !== index)),
        Float64Array.of(all[index] ?? 0),
      ).quantile(p);
      assert.ok(whole !== undefined && less !== undefined && less.value >= whole.value - 1e-9);
    }),
    { numRuns: 1000 },
  );
});

test('a request that was given up is never a percentile of its own, but the least that it can be', () => {
  const known = Float64Array.from({ length: 97 }, (_, index) => index);
  const survival = new Survival(known, Float64Array.of(30_000, 30_000, 30_000));
  assert.deepEqual(survival.quantile(0.5), { value: 49.5, atLeast: false });
  assert.deepEqual(survival.quantile(0.99), { value: 30_000, atLeast: true });
  assert.equal(new Survival(new Float64Array(0)).quantile(0.5), undefined);
  assert.throws(() => new Survival(Float64Array.of(Number.NaN)), /finite/);
});

test('the interval between blocks of equal size is that of scipy 1.17 (t.interval of their means)', () => {
  const sums = [12, 15, 9, 20, 14, 11, 18, 13];
  const interval = quotientOfBlocks(
    sums,
    sums.map(() => 1),
    [8],
  );
  assert.ok(isInterval(interval));
  near(interval.low, 10.969166774418097);
  near(interval.high, 17.030833225581905);
});

test('blocks are held against those of their own stratum alone', () => {
  const sums = [1, 1, 1, 1, 1, 100, 100, 100, 100, 100];
  const counts = sums.map(() => 1);
  const apart = quotientOfBlocks(sums, counts, [5, 5]);
  assert.ok(isInterval(apart) && apart.low === apart.high);
  const together = quotientOfBlocks(sums, counts, [10]);
  assert.ok(isInterval(together) && together.high - together.low > 50);
  assert.ok(!isInterval(quotientOfBlocks(sums.slice(0, 3), counts.slice(0, 3), [3])));
});

test('independent values are worth about one each, and those of a slow block few', () => {
  const random = seededRandom(5);
  const counts = Array.from({ length: 20 }, () => 100);
  const even = counts.map((n) => Array.from({ length: n }, random).filter((it) => it < 0.1).length);
  assert.ok(shareDesignEffect(even, counts, [20]) < 2);
  const lumpy = counts.map((_, block) => (block < 2 ? 100 : 0));
  assert.ok(shareDesignEffect(lumpy, counts, [20]) > 50);
  assert.equal(shareDesignEffect([1, 2], [10, 10], [2]), Number.POSITIVE_INFINITY);
});

test('the mean of blocks is the mean of all values', () => {
  const { mean } = blockMean([1, 2, 3, 10], { of: [0, 0, 0, 1], strata: [2] });
  assert.equal(mean, 4);
});

test('a trend is that of Mann and Kendall, by the normal approximation with scipy 1.17 as reckoner', () => {
  near(risingByChance([3.1, 2.9, 3.4, 3.3, 3.8, 3.6, 4.4, 4.1, 4.0, 5.2]), 0.0021037756427458865);
  near(risingByChance([1, 1, 2, 2, 2, 3, 3, 4]), 0.0021989844807621672);
  assert.ok(risingByChance([9, 8, 7, 6, 5, 4]) > 0.99);
  assert.equal(risingByChance([1, 2, 3]), 1);
  assert.equal(risingByChance([2, 2, 2, 2, 2]), 1);
});
