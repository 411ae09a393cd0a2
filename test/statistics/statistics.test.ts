import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  designEffect,
  isInterval,
  mean,
  meanInterval,
  median,
  overlap,
  quantile,
  quantileInterval,
  type Sample,
  sampleOf,
  seededRandom,
  shuffled,
  weightedMean,
  weightedMeanInterval,
} from '../../src/statistics/index.js';
import fc from '../fixtures/properties.js';

const sample = (...values: number[]): Sample => sampleOf(values) as Sample;
const DURATIONS = sample(101.2, 99.8, 103.4, 100.1, 98.7, 140.2, 102.2, 101.9, 99.5, 100.8, 104.4, 97.3);
const COLD = sample(200, 210, 205, 220, 400, 203, 207, 215);
const near = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not within ${tolerance} of ${expected}`);

test('a sample is sorted, and there is none of nothing', () => {
  assert.deepEqual(sample(3, 1, 2), [1, 2, 3]);
  assert.equal(sampleOf([]), undefined);
  assert.throws(() => sampleOf([1, Number.NaN]), RangeError);
});

test('quantiles are those of numpy 1.24 (type 7)', () => {
  const expected = [97.3, 98.78, 101.0, 104.3, 136.262, 140.2];
  [0, 0.1, 0.5, 0.9, 0.99, 1].forEach((p, index) => {
    near(quantile(DURATIONS, p), expected[index] ?? Number.NaN, 1e-9);
  });
  assert.equal(median(sample(1, 2, 3, 4)), 2.5);
});

test('the interval of the median lies between the order statistics of the binomial tables', () => {
  const ranks = (n: number) => {
    const interval = quantileInterval(sample(...Array.from({ length: n }, (_, i) => i + 1)), 0.5);
    return isInterval(interval) ? [interval.low, interval.high] : interval.reason;
  };
  assert.deepEqual(ranks(6), [1, 6]);
  assert.deepEqual(ranks(12), [3, 10]);
  assert.deepEqual(ranks(30), [10, 21]);
  assert.deepEqual(ranks(100), [40, 61]);
  assert.equal(ranks(5), 'needs n >= 6 for a 95 % interval of p50, has 5');
});

test('high percentiles say how many values an interval would need', () => {
  assert.deepEqual(quantileInterval(DURATIONS, 0.99), { reason: 'needs n >= 368 for a 95 % interval of p99, has 12' });
  assert.ok(isInterval(quantileInterval(sample(...Array.from({ length: 36 }, (_, i) => i)), 0.9)));
});

test('the interval of the median holds the true median at the rate it promises, whatever the distribution', () => {
  const random = seededRandom(7);
  const exponential = () => -Math.log(1 - random());
  let covered = 0;
  const runs = 2000;
  for (let run = 0; run < runs; run++) {
    const interval = quantileInterval(sample(...Array.from({ length: 20 }, exponential)), 0.5);
    if (isInterval(interval) && interval.low <= Math.LN2 && Math.LN2 <= interval.high) covered++;
  }
  assert.ok(covered / runs >= 0.94, `covered ${covered / runs}`);
});

test('the design effect is 1 for independent values, and the size of the group where all of a group are equal', () => {
  assert.equal(designEffect([[1, 2, 3]]), 1);
  assert.equal(designEffect([[1], [2], [3]]), 1);
  assert.equal(
    designEffect([
      [5, 5],
      [5, 5],
    ]),
    1,
  );
  near(
    designEffect([
      [1, 1, 1],
      [2, 2, 2],
      [9, 9, 9],
    ]),
    3,
    1e-9,
  );
  const random = seededRandom(5);
  const independent = Array.from({ length: 40 }, () => Array.from({ length: 25 }, random));
  near(designEffect(independent), 1, 0.6);
});

test('six groups are worth six values, however alike the values of each are', () => {
  const visits = Array.from({ length: 6 }, (_, index) => Array.from({ length: 4 }, () => 0.1 * index));
  const interval = quantileInterval(sample(...visits.flat()), 0.5, { designEffect: designEffect(visits) });
  assert.deepEqual(interval, { low: 0, high: 0.5, level: 0.95 });
});

test('intervals hold the truth at the rate they promise when the values of a visit are alike', () => {
  const random = seededRandom(11);
  const noise = () => random() + random() + random() + random() - 2;
  let [medians, means] = [0, 0];
  const runs = 400;
  for (let run = 0; run < runs; run++) {
    const visits = Array.from({ length: 12 }, () => {
      const host = noise();
      return Array.from({ length: 6 }, () => 10 + host + noise());
    });
    const all = sample(...visits.flat());
    const effect = designEffect(visits);
    const ofMedian = quantileInterval(all, 0.5, { designEffect: effect });
    const ofMean = weightedMeanInterval([{ sample: all, weight: 1, designEffect: effect }], { resamples: 300 });
    if (!isInterval(ofMedian) || (ofMedian.low <= 10 && 10 <= ofMedian.high)) medians++;
    if (!isInterval(ofMean) || (ofMean.low <= 10 && 10 <= ofMean.high)) means++;
  }
  assert.ok(medians / runs >= 0.92, `medians ${medians / runs}`);
  assert.ok(means / runs >= 0.9, `means ${means / runs}`);
});

test('the interval of the mean is that of scipy 1.10 (bootstrap, BCa)', () => {
  const interval = meanInterval(DURATIONS, { resamples: 20_000 });
  assert.ok(isInterval(interval));
  near(interval.low, 100.45, 0.15);
  near(interval.high, 117.1, 0.6);
});

test('the interval of a weighted mean is that of scipy 1.10 (bootstrap of two samples, BCa)', () => {
  const strata = [
    { sample: DURATIONS, weight: 0.9 },
    { sample: COLD, weight: 0.1 },
  ];
  const interval = weightedMeanInterval(strata, { resamples: 20_000 });
  assert.ok(isInterval(interval));
  near(weightedMean(strata), 0.9 * mean(DURATIONS) + 0.1 * mean(COLD), 1e-9);
  near(interval.low, 111.68, 0.3);
  near(interval.high, 128.36, 0.8);
});

test('the bootstrap gives the same interval every time, none below six values, and a point for equal values', () => {
  assert.deepEqual(meanInterval(DURATIONS), meanInterval(DURATIONS));
  assert.deepEqual(meanInterval(sample(1, 2, 3)), { reason: 'needs n >= 6 for an interval of the mean, has 3' });
  assert.deepEqual(meanInterval(sample(2, 2, 2, 2, 2, 2)), { low: 2, high: 2, level: 0.95 });
});

test('every interval of a mean holds the mean', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 6, maxLength: 40 }), (values) => {
      const own = sample(...values);
      const interval = meanInterval(own, { resamples: 500 });
      assert.ok(isInterval(interval) && interval.low <= mean(own) && mean(own) <= interval.high);
    }),
    { numRuns: 100, seed: 1 },
  );
});

test('intervals overlap when they share a point', () => {
  const at = (low: number, high: number) => ({ low, high, level: 0.95 });
  assert.ok(overlap(at(1, 2), at(2, 3)));
  assert.ok(!overlap(at(1, 2), at(2.1, 3)));
});

test('a seeded shuffle repeats, loses nothing, and puts each item everywhere', () => {
  const items = [1, 2, 3, 4, 5];
  assert.deepEqual(shuffled(items, seededRandom(3)), shuffled(items, seededRandom(3)));
  const firsts = new Set(Array.from({ length: 100 }, (_, seed) => shuffled(items, seededRandom(seed))[0]));
  assert.equal(firsts.size, items.length);
  assert.deepEqual([...shuffled(items, seededRandom(9))].sort(), items);
});
