import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cholesky, gaussian, normalCdf, seededRandom, solveLower } from '../../src/statistics/index.js';

const MATRIX = Float64Array.of(4, 2, 0.6, 2, 5, 1.5, 0.6, 1.5, 3);
/** `numpy.linalg.cholesky` and `scipy.linalg.solve_triangular` (numpy 2.4.6, scipy 1.17.1). */
const LOWER = [2, 0, 0, 1, 2, 0, 0.3, 0.6, 1.59687194];
const SOLVED = [0.5, -1.25, 2.25440745];

const near = (values: Float64Array, expected: readonly number[]): void => {
  assert.equal(values.length, expected.length);
  values.forEach((value, index) => {
    assert.ok(Math.abs(value - (expected[index] ?? Number.NaN)) < 1e-8, `${[...values]} is not ${expected}`);
  });
};

test('the triangle and its equations are solved as numpy and scipy solve them', () => {
  const lower = cholesky(MATRIX, 3);
  near(lower, LOWER);
  near(solveLower(lower, 3, Float64Array.of(1, -2, 3)), SOLVED);
});

test('two rows that are all but one and the same still give numbers', () => {
  assert.ok(cholesky(Float64Array.of(1, 1, 1, 1 - 1e-16), 2).every(Number.isFinite));
});

test('Gaussian draws have the normal distribution function, and are the same for the same seed', () => {
  const draw = gaussian(seededRandom(5));
  const values = Array.from({ length: 20_000 }, draw);
  for (const bound of [-2, -1, 0, 0.5, 1.5]) {
    const below = values.filter((value) => value <= bound).length / values.length;
    assert.ok(Math.abs(below - normalCdf(bound)) < 0.012, `${below} at or below ${bound}`);
  }
  const again = gaussian(seededRandom(5));
  assert.deepEqual(
    values.slice(0, 5),
    Array.from({ length: 5 }, () => again()),
  );
});
