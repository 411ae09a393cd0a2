import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type ChangePoint,
  changeChance,
  changePoints,
  medianVariance,
  Noise,
  type Random,
  SearchedSeries,
  type SeriesPoint,
  sampleOf,
  seededRandom,
  theilSen,
} from '../../src/statistics/index.js';
import { largestStatistic } from '../../src/statistics/largest-split.js';
import { middleOf } from '../../src/statistics/middle.js';
import { bestSplit, splitsOf, weightedSeries } from '../../src/statistics/splits.js';

const near = (actual: number | undefined, expected: number, within = 1e-9): void =>
  assert.ok(actual !== undefined && Math.abs(actual - expected) < within, `${actual} is not ${expected}`);

const NOISE = new Noise(1);
const changesIn = (points: readonly SeriesPoint[], alpha?: number): readonly ChangePoint[] =>
  changePoints(new SearchedSeries(points, NOISE), alpha);

const STEPPED = [100, 103, 98, 101, 99, 104, 112, 115, 110, 113, 111, 114].map(Math.log);
const WEIGHTS = [4, 1, 2, 4, 1, 3, 2, 4, 1, 2, 4, 3];

test("the best split is that of R 4's anova of a weighted regression on a step, over all steps", () => {
  const split = bestSplit({ values: STEPPED, weights: WEIGHTS, floor: 0 });
  assert.equal(split?.at, 6);
  near(split?.statistic, 105.861341763, 1e-6);
  near(split?.step, 0.111894030309);
  near(split?.squares, 0.00915642595119);
});

test("the interval of a step is that of R 4's confint of a regression on it, where all points are known as well", () => {
  const [change] = changesIn(STEPPED.map((value) => ({ value, variance: 1e-9 })));
  assert.equal(change?.at, 6);
  near(change?.step, 0.1095883191441);
  near(change?.interval.low, 0.0838226111272, 1e-7);
  near(change?.interval.high, 0.1353540271609, 1e-7);
});

test("the variance of a median is Price and Bonett's (2001), by R's pbinom and qnorm", () => {
  const of = (values: readonly number[]): number | undefined => {
    const sample = sampleOf(values);
    return sample && medianVariance(sample);
  };
  near(of([49.42, 47.8, 50.04, 50.25, 42.69, 40.4, 39.21, 49.3, 47.92, 51.43]), 4.58772796259, 1e-8);
  near(of([5, 1, 3, 9, 2]), 4.61125664073, 1e-8);
  assert.equal(of([5]), undefined);
  assert.equal(of([60, 60, 60]), 0);
});

test("the slope and its interval are those of scipy 1.17's theilslopes", () => {
  const at = [0, 1, 2, 4, 5, 6, 8, 9, 10, 11, 13, 20];
  const values = [100, 103, 98, 101, 99, 104, 112, 115, 110, 113, 111, 114];
  const slope = theilSen(at.map((x, i) => ({ at: x, value: values[i] as number })));
  near(slope?.perUnit, 1);
  near(slope?.interval.low, 1 / 3);
  near(slope?.interval.high, 1.5);
  assert.equal(theilSen([{ at: 0, value: 1 }]), undefined);
});

const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const odd = (random: Random): number => normal(random) * (random() < 0.1 ? 3 : 1);

/** Points of unequal errors, three of them a level higher where `step` says so. */
const series = (random: Random, n: number, stepAt: number, step: number, noise = normal): SeriesPoint[] =>
  Array.from({ length: n }, (_, i) => {
    const error = i % 4 === 0 ? 0.04 : 0.015;
    return { value: (i >= stepAt ? step : 0) + error * noise(random), variance: error ** 2 };
  });

test('of series without a change one in twenty has one, with few points and many, and hardly more with odd days', () => {
  const random = seededRandom(7);
  for (const [n, noise] of [
    [4, normal],
    [6, normal],
    [12, normal],
    [40, normal],
    [12, odd],
    [40, odd],
  ] as const) {
    const found = Array.from({ length: 200 }, () => changesIn(series(random, n, n, 0, noise), 0.05)).filter(
      (it) => it.length > 0,
    );
    // Of 200 with a chance of 5 % each, 18 or more have less than one chance in a hundred.
    assert.ok(found.length < (noise === odd ? 26 : 18), `${found.length} of 200 series of ${n} points`);
  }
});

test('where sessions differ by more than their own errors say, that is no change', () => {
  const random = seededRandom(8);
  const chancy = (): SeriesPoint[] =>
    Array.from({ length: 20 }, () => ({ value: 0.05 * normal(random), variance: 1e-6 }));
  const found = Array.from({ length: 200 }, () => changesIn(chancy())).filter((it) => it.length > 0);
  assert.ok(found.length < 18, `${found.length} of 200`);
});

test('a level of two odd sessions at the end of eight is found, of one it is not', () => {
  const random = seededRandom(9);
  assert.deepEqual(
    changesIn(series(random, 8, 6, 0.5)).map(({ at }) => at),
    [6],
  );
  assert.deepEqual(changesIn(series(random, 8, 7, 0.5)), []);
});

test('of its place and its size the intervals hold in nineteen of twenty cases', () => {
  const random = seededRandom(11);
  const cases = Array.from({ length: 200 }, () => changesIn(series(random, 16, 9, 0.06)));
  const found = cases.flatMap((it) => (it.length === 1 ? it : []));
  assert.ok(found.length > 150, `${found.length} found`);
  const placed = found.filter(({ earliest, latest }) => earliest <= 9 && 9 <= latest);
  const sized = found.filter(({ interval }) => interval.low <= 0.06 && 0.06 <= interval.high);
  assert.ok(placed.length / found.length > 0.91, `${placed.length} of ${found.length} places`);
  assert.ok(sized.length / found.length > 0.91, `${sized.length} of ${found.length} sizes`);
});

test('two changes are both found, up and down again, and each step is held against its neighbours', () => {
  const random = seededRandom(13);
  const points = series(random, 30, 10, 0.2).map((it, i) => (i < 20 ? it : { ...it, value: it.value - 0.2 }));
  const found = changesIn(points);
  assert.deepEqual(
    found.map(({ at }) => at),
    [10, 20],
  );
  near(found[0]?.step, 0.2, 0.03);
  near(found[1]?.step, -0.2, 0.03);
});

test('says nothing of what cannot be said: three points, or values that are all the same', () => {
  assert.equal(changeChance(new SearchedSeries([1, 9, 9].map((value) => ({ value, variance: 0.01 })))), 1);
  assert.deepEqual(changesIn([]), []);
  assert.deepEqual(changesIn(Array.from({ length: 9 }, () => ({ value: 4, variance: 0 }))), []);
});

test('values without any error that step are a change', () => {
  const found = changesIn([4, 4, 4, 4, 5, 5, 5, 5].map((value) => ({ value, variance: 0 })));
  assert.deepEqual(
    found.map(({ at, earliest, latest }) => [at, earliest, latest]),
    [[4, 4, 4]],
  );
});

test('every split is by all points once, whatever they weigh', () => {
  for (const { at, weightBefore, weightAfter } of splitsOf({ values: STEPPED, weights: WEIGHTS, floor: 0 }, 1)) {
    near(
      weightBefore,
      WEIGHTS.slice(0, at).reduce((sum, it) => sum + it, 0),
    );
    near(weightBefore + weightAfter, 31);
  }
});

test('the quick way to the statistic of the best split is the long one', () => {
  const random = seededRandom(17);
  for (const n of [4, 5, 9, 40]) {
    const points = series(random, n, n >> 1, 0.03);
    const columns = [points.map(({ value }) => value), points.map(({ variance }) => variance)] as const;
    const quick = largestStatistic(Float64Array.from(columns[0]), Float64Array.from(columns[1]));
    near(quick, bestSplit(weightedSeries(points))?.statistic ?? 0, 1e-9 * quick);
  }
});

test('a median by selection is that of the values in order, however many there are and however alike', () => {
  const random = seededRandom(3);
  for (let n = 1; n < 120; n++) {
    const values = Float64Array.from({ length: n }, () => Math.floor(random() * n) / (1 + (n % 3)));
    const sorted = values.toSorted();
    const half = n >> 1;
    const middle = n % 2 === 1 ? sorted[half] : ((sorted[half] ?? 0) + (sorted[half - 1] ?? 0)) / 2;
    assert.equal(middleOf(values), middle, `of ${n}`);
  }
});

test('noise is the same from its beginning, kept or drawn anew, however far somebody went before', () => {
  const noise = new Noise(7);
  const first = (draw: () => number, count: number) => Array.from({ length: count }, draw);
  const few = first(noise.fromBeginning(10), 10);
  const many = first(noise.fromBeginning(3000), 3000);
  assert.deepEqual(many.slice(0, 10), few);
  assert.deepEqual(first(noise.fromBeginning(2 ** 22), 3000), many);
  assert.deepEqual(first(new Noise(7).fromBeginning(3000), 3000), many);
});

test('what a series is found to have does not depend on what was looked at before it', () => {
  const random = seededRandom(11);
  const all = Array.from({ length: 5 }, () => series(random, 12, 6, 0.3));
  const together = all.map((it) => changesIn(it));
  assert.deepEqual(
    all.map((it) => changePoints(new SearchedSeries(it))),
    together,
  );
});
