import assert from 'node:assert/strict';
import { test } from 'node:test';
import { binomialTerms } from '../../src/statistics/binomial.js';
import { normalCdf, normalQuantile } from '../../src/statistics/normal.js';

/** Values of scipy 1.10. */
const CDF = [
  [-3.5, 0.00023262907903552502],
  [-1.96, 0.024997895148220435],
  [0, 0.5],
  [0.5, 0.6914624612740131],
  [2.3, 0.9892758899783242],
] as const;
const QUANTILE = [
  [1e-6, -4.753424308822899],
  [0.025, -1.9599639845400545],
  [0.5, 0],
  [0.9, 1.2815515655446004],
  [0.999, 3.090232306167813],
] as const;
const BINOMIAL = [
  [2, 6, 0.5, 0.34375],
  [15, 30, 0.5, 0.572232224047184],
  [29, 30, 0.9, 0.9576088417247838],
  [367, 368, 0.99, 0.9752399446099064],
] as const;

const near = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`);

test('the normal distribution agrees with scipy to 12 digits', () => {
  for (const [z, expected] of CDF) near(normalCdf(z), expected);
  for (const [p, expected] of QUANTILE) near(normalQuantile(p), expected);
  assert.equal(normalQuantile(0), Number.NEGATIVE_INFINITY);
  assert.equal(normalQuantile(1), Number.POSITIVE_INFINITY);
});

test('the binomial distribution agrees with scipy to 12 digits', () => {
  const cdf = (k: number, n: number, p: number) =>
    [...binomialTerms(n, p)].reduce((sum, [at, chance]) => (at <= k ? sum + chance : sum), 0);
  for (const [k, n, p, expected] of BINOMIAL) near(cdf(k, n, p), expected);
});
