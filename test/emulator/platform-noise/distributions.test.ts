import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coldStartOverhead } from '../../../src/emulator/platform-noise/cold-start-overhead.js';
import { uniform, valueAt } from '../../../src/emulator/platform-noise/draw.js';
import { hostMode } from '../../../src/emulator/platform-noise/host-mode.js';
import { networkTime } from '../../../src/emulator/platform-noise/network-distance.js';
import { quantile, type Sample, sampleOf } from '../../../src/statistics/index.js';
import { milliseconds } from '../../../src/units/index.js';

const N = 20_000;
const SEED = 11;
function sample(values: readonly number[]): Sample {
  const all = sampleOf(values);
  assert.ok(all);
  return all;
}
const drawn = (draw: (n: number) => number): Sample => sample(Array.from({ length: N }, (_, n) => draw(n)));

/** Of so many draws a quantile in the middle is off by a third of a percentile at most; times are whole milliseconds. */
function hasQuantiles(draws: Sample, expected: readonly (readonly [number, number, number])[]): void {
  for (const [p, value, tolerance] of expected) {
    const got = quantile(draws, p);
    assert.ok(Math.abs(got - value) <= tolerance, `p${p * 100} is ${got}, and ${value} was measured`);
  }
}

test('cold-start overhead has the quantiles that were measured, and nothing beyond', () => {
  const draws = drawn((n) => coldStartOverhead(SEED, n));
  hasQuantiles(draws, [
    [0.1, 60, 1],
    [0.5, 71.4, 1],
    [0.9, 88.7, 1],
    [0.99, 131.6, 8],
  ]);
  assert.deepEqual([quantile(draws, 0), quantile(draws, 1)], [52, 143]);
});

test('the way takes the distance, the front end and the jitter that was measured', () => {
  const draws = drawn((n) => networkTime(SEED, n, milliseconds(50)));
  hasQuantiles(draws, [
    [0.1, 55.8, 1],
    [0.5, 57.9, 1],
    [0.9, 63.2, 1],
    [0.99, 71.9, 3],
  ]);
  assert.ok(quantile(draws, 0) >= 55 && quantile(draws, 1) <= 115);
  hasQuantiles(
    drawn((n) => networkTime(SEED, n, milliseconds(0))),
    [[0.5, 7.9, 1]],
  );
});

const shareOf = (architecture: string, name: string): number =>
  Array.from({ length: N }, (_, n) => hostMode(SEED, n, architecture)).filter((it) => it.name === name).length / N;

test('environments land on the modes of hosts in their shares', () => {
  const close = (a: number, b: number) => assert.ok(Math.abs(a - b) < 0.015, `${a} is not ${b}`);
  close(shareOf('arm64', 'fast'), 0.46);
  close(shareOf('arm64', 'slow'), 0.54);
  close(shareOf('x86_64', 'common'), 0.7);
  close(shareOf('x86_64', 'slow'), 0.3);
});

test('a host is never faster than this one, and the slow ones are as slow as was measured', () => {
  const slow = (architecture: string) =>
    Array.from({ length: N }, (_, n) => hostMode(SEED, n, architecture))
      .filter(({ name }) => name === 'slow')
      .map(({ slowdown }) => slowdown);
  assert.deepEqual(new Set(slow('arm64')), new Set([1.25]));
  const x86 = sample(slow('x86_64'));
  hasQuantiles(x86, [
    [0, 1, 0],
    [0.5, 1.08, 0.01],
    [0.9, 1.228, 0.01],
  ]);
  assert.ok(quantile(x86, 1) <= 1.4);
});

test('the same seed draws the same, and another one something else', () => {
  const series = (seed: number) => Array.from({ length: 50 }, (_, n) => coldStartOverhead(seed, n));
  assert.deepEqual(series(1), series(1));
  assert.notDeepEqual(series(1), series(2));
});

test('what is drawn for one purpose says nothing of what is drawn for another', () => {
  const pairs = Array.from({ length: N }, (_, n) => [uniform(SEED, 'a', n), uniform(SEED, 'b', n)] as const);
  const covariance = pairs.reduce((sum, [a, b]) => sum + (a - 0.5) * (b - 0.5), 0) / N;
  // The standard error of a correlation of nothing is 1 / sqrt(20,000) = 0.007.
  assert.ok(Math.abs(covariance * 12) < 0.03);
});

test('a value lies straight between two quantiles', () => {
  const table = [
    [0, 10],
    [0.5, 20],
    [1, 100],
  ] as const;
  assert.deepEqual(
    [0, 0.25, 0.5, 0.75, 1].map((p) => valueAt(table, p)),
    [10, 15, 20, 60, 100],
  );
  assert.equal(valueAt([[0, 1.25]], 0.7), 1.25);
});
