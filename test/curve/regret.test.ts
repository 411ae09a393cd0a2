import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Figures, regretsOf } from '../../src/curve/index.js';
import { milliseconds, ratio } from '../../src/units/index.js';

const FIGURES: readonly Figures[] = [
  { costUsd: 1, medianMs: 100, limitedMs: 220 },
  { costUsd: 1.04, medianMs: 80, limitedMs: 180 },
  { costUsd: 1.2, medianMs: 60, limitedMs: 90 },
];
const near = (ratios: readonly number[] | undefined, expected: readonly number[]): void => {
  assert.deepEqual(
    ratios?.map((it) => Number(it.toFixed(9))),
    expected.map((it) => Number(it.toFixed(9))),
  );
};

test('the regret of cheapest and of a month is cost over the least cost', () => {
  near(regretsOf(FIGURES, { kind: 'cheapest' })?.ratios, [0, 0.04, 0.2]);
  near(regretsOf(FIGURES, { kind: 'monthly', requestsPerMonth: 5 })?.ratios, [0, 0.04, 0.2]);
});

test('the regret of fastest is the median over the least median', () => {
  near(regretsOf(FIGURES, { kind: 'fastest' })?.ratios, [100 / 60 - 1, 80 / 60 - 1, 0]);
});

test('the regret of balanced is that of cost times duration', () => {
  near(regretsOf(FIGURES, { kind: 'balanced' })?.ratios, [100 / 72 - 1, 83.2 / 72 - 1, 0]);
});

test('a size that costs more than the strategy allows regrets what is beyond, and is never the best', () => {
  const regrets = regretsOf(FIGURES, { kind: 'within', costRatio: ratio(0.05) });
  assert.equal(regrets?.best, 1);
  near(regrets?.ratios, [100 / 80 - 1, 0, 1.2 / 1.05 - 1]);
});

test('a size that misses the limit of its percentile regrets by how much, though it is cheaper', () => {
  const regrets = regretsOf(FIGURES, { kind: 'max-duration', percentile: 'p95', limitMs: milliseconds(200) });
  assert.equal(regrets?.best, 1);
  near(regrets?.ratios, [0.1, 0, 1.2 / 1.04 - 1]);
});

test('there is no regret where no candidate meets the limit', () => {
  assert.equal(regretsOf(FIGURES, { kind: 'max-duration', percentile: 'p95', limitMs: milliseconds(50) }), undefined);
});

test('a candidate without the percentile that is limited does not meet the limit', () => {
  const unknown = [{ costUsd: 0.5, medianMs: 1 }, ...FIGURES];
  const regrets = regretsOf(unknown, { kind: 'max-duration', percentile: 'p95', limitMs: milliseconds(200) });
  assert.equal(regrets?.best, 2);
  assert.equal(regrets?.ratios[0], Number.POSITIVE_INFINITY);
});

test('a month that is free regrets nothing', () => {
  const free = [
    { costUsd: 0, medianMs: 1 },
    { costUsd: 0, medianMs: 2 },
  ];
  near(regretsOf(free, { kind: 'monthly', requestsPerMonth: 5 })?.ratios, [0, 0]);
});
