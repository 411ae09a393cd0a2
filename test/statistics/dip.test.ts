import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dip, dipChance, sampleOf, seededRandom } from '../../src/statistics/index.js';

const dipOf = (values: readonly number[]): number => {
  const sample = sampleOf(values);
  assert.ok(sample);
  return dip(sample);
};

const near = (actual: number, expected: number, within = 1e-9): void =>
  assert.ok(Math.abs(actual - expected) < within, `${actual} is not ${expected}`);

test('is what diptest 0.76 for R says: dip(x)', () => {
  near(dipOf([30, 31, 31.5, 32, 33, 33.5, 34, 60, 61, 61.5, 62, 63, 64, 65]), 0.2096774194);
  near(dipOf([1.2, 2.1, 2.9, 3.3, 3.8, 4.0, 4.1, 4.4, 4.9, 5.6, 6.3, 7.7]), 0.0462962963);
  near(dipOf([10, 10, 10, 11, 12, 12, 13, 20, 20, 21, 22, 22, 22]), 0.1794871795);
});

test('is the least that n values can have where there is nothing to see', () => {
  assert.equal(dipOf([5]), 0.5);
  assert.equal(dipOf([7, 7, 7, 7, 7]), 0.1);
});

test('its chances agree with the table of diptest 0.76: qDiptab at 5 %', () => {
  near(dipChance(0.139611395, 10), 0.05, 0.02);
  near(dipChance(0.070273788, 50), 0.05, 0.02);
});

test('two modes of hosts are found, a skewed single one is not', () => {
  const random = seededRandom(3);
  const skewed = Array.from({ length: 40 }, () => 100 + 30 * random() ** 3);
  const modes = Array.from({ length: 40 }, (_, index) => (index % 3 === 0 ? 180 : 100) + 20 * random());
  assert.ok(dipChance(dipOf(skewed), 40) > 0.2);
  assert.ok(dipChance(dipOf(modes), 40) < 0.01);
});
