import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Durations, meanBilledMs, meanMs, quantileMs } from '../../../src/explore/index.js';
import { seededRandom } from '../../../src/statistics/index.js';

const drawn = (durations: Durations, n: number, seed = 1): number[] => {
  const random = seededRandom(seed);
  return Array.from({ length: n }, () => quantileMs(durations, random()));
};
const average = (values: readonly number[]): number => values.reduce((sum, it) => sum + it, 0) / values.length;
const near = (actual: number, expected: number, share: number): void =>
  assert.ok(Math.abs(actual / expected - 1) <= share, `${actual} is not within ${share * 100} % of ${expected}`);

const RECORDED: Durations = { kind: 'recorded', valuesMs: [10.2, 11, 30.5, 40] };
const MEAN: Durations = { kind: 'mean', meanMs: 20, cvRatio: 0.4 };
const SHORT: Durations = { kind: 'mean', meanMs: 1.4, cvRatio: 0.2 };
const PERCENTILES: Durations = { kind: 'percentiles', p10Ms: 216.94, medianMs: 221.14, p90Ms: 240.47, meanMs: 222.99 };

test('recorded durations are drawn with replacement, each as often as the others', () => {
  const counts = Map.groupBy(drawn(RECORDED, 8000), (it) => it);
  assert.deepEqual(
    [...counts.keys()].sort((a, b) => a - b),
    RECORDED.kind === 'recorded' ? RECORDED.valuesMs : [],
  );
  for (const own of counts.values()) near(own.length, 2000, 0.08);
});

test('the quantile of recorded durations is one of them: what ever more draws come to', () => {
  assert.deepEqual(
    [0, 0.25, 0.26, 0.5, 0.95, 1].map((p) => quantileMs(RECORDED, p)),
    [10.2, 10.2, 11, 11, 40, 40],
  );
});

for (const [name, durations] of Object.entries({ MEAN, SHORT, PERCENTILES, RECORDED })) {
  test(`the mean of the draws is the mean, and rounded up the mean Billed Duration (${name})`, () => {
    const draws = drawn(durations, 60_000);
    near(average(draws), meanMs(durations), 0.01);
    near(average(draws.map(Math.ceil)), meanBilledMs(durations), 0.01);
  });
}

test('means are drawn with the coefficient of variation that is given, and none draws the mean itself', () => {
  const draws = drawn(MEAN, 60_000);
  const centre = average(draws);
  const spread = Math.sqrt(average(draws.map((it) => (it - centre) ** 2)));
  near(spread / centre, 0.4, 0.03);
  const exact: Durations = { kind: 'mean', meanMs: 12.2, cvRatio: 0 };
  assert.deepEqual([quantileMs(exact, 0.99), meanBilledMs(exact)], [12.2, 13]);
});

test('a long duration is billed half a millisecond more on average', () => {
  near(meanBilledMs({ kind: 'mean', meanMs: 500, cvRatio: 0.1 }) - 500, 0.5, 1e-9);
});

test('durations by percentiles keep their order and their mean', () => {
  const [p10, median, p90] = [0.1, 0.5, 0.9].map((p) => quantileMs(PERCENTILES, p));
  assert.ok(p10 !== undefined && median !== undefined && p90 !== undefined && p10 < median && median < p90);
  near(p10, 216.94, 0.03);
  near(p90, 240.47, 0.03);
});
