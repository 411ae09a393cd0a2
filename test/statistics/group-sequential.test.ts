import assert from 'node:assert/strict';
import { test } from 'node:test';
import { obrienFlemingSpending, passingChance, pocockSpending, sequentialBounds } from '../../src/statistics/index.js';

const FIVE = [0.2, 0.4, 0.6, 0.8, 1];

const near = (actual: readonly number[], expected: readonly number[], within: number): void =>
  expected.forEach((value, index) => {
    const got = actual[index] ?? Number.NaN;
    assert.ok(Math.abs(got - value) < within, `look ${index + 1}: ${got} is not ${value}`);
  });

test('bounds are those published for five looks at two-sided 5 % (Lan and DeMets; ldbounds and gsDesign for R)', () => {
  near(sequentialBounds(0.025, FIVE, obrienFlemingSpending), [4.877, 3.357, 2.68, 2.29, 2.031], 6e-4);
  near(sequentialBounds(0.025, FIVE, pocockSpending), [2.438, 2.4268, 2.4102, 2.3966, 2.3859], 6e-4);
});

test("Pocock's and O'Brien and Fleming's constants are passed as often as Jennison and Turnbull say (tables 2.1 and 2.3)", () => {
  const chanceOf = (bounds: number[], times: number[]): number => passingChance(times, bounds);
  near(
    [
      chanceOf([2.413, 2.413, 2.413, 2.413, 2.413], FIVE),
      chanceOf(
        FIVE.map((time) => 2.04 / Math.sqrt(time)),
        FIVE,
      ),
      chanceOf([2.178, 2.178], [0.5, 1]),
    ],
    [0.025, 0.025, 0.025],
    1e-4,
  );
});

test('many unequal looks spend alpha and no more', () => {
  const times = [0.1, 0.13, 0.2, 0.25, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.97, 1];
  near([passingChance(times, sequentialBounds(0.05, times, pocockSpending))], [0.05], 1e-6);
});

test('what has not been measured has not been spent', () => {
  const times = [0.1, 0.2];
  near([passingChance(times, sequentialBounds(0.05, times, pocockSpending))], [pocockSpending(0.05, 0.2)], 1e-6);
  assert.equal(obrienFlemingSpending(0.05, 0), 0);
});
