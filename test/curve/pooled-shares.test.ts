import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measuredOf } from '../../src/curve/measured.js';
import { billedAt, percentileDraws, pooledShares, shareAt, weightUpTo } from '../../src/curve/pooled-shares.js';
import { seededRandom } from '../../src/statistics/index.js';
import { durationOf, problemWith, warm } from './problem.js';

const TEN = [80, 85, 90, 95, 100, 100, 105, 110, 115, 120];
const pool = pooledShares(measuredOf(problemWith(), warm(512, 0, TEN), durationOf), 0.1);

test('shares are those of the mean, widened for the mean being that of the same values', () => {
  const widening = Math.sqrt(10 / 9);
  assert.ok(Math.abs(shareAt(pool, 1) - (1 + 0.2 * widening)) < 1e-9);
  assert.ok(Math.abs(shareAt(pool, 0.1) - (1 - 0.2 * widening)) < 1e-9);
  assert.ok(Math.abs(weightUpTo(pool, 1) - 0.6) < 1e-9);
  assert.equal(weightUpTo(pool, 0.5), 0);
});

test('fewer than ten values leave the percentiles to a lognormal distribution of the usual scatter', () => {
  const few = pooledShares(measuredOf(problemWith(), warm(512, 0, [90, 110]), durationOf), 0.2);
  const sigma = Math.sqrt(Math.log(1.04));
  assert.ok(Math.abs(Math.log(shareAt(few, 0.95)) - (1.645 * sigma - sigma ** 2 / 2)) < 0.02);
});

test('the 99th percentile of ten values is uncertain, and may lie beyond the largest of them', () => {
  const draws = percentileDraws(pool, 0.99, 2000, seededRandom(3));
  assert.ok(draws.every(Number.isFinite));
  assert.ok(Math.max(...draws) > shareAt(pool, 1));
  assert.ok(Math.min(...draws) < shareAt(pool, 1));
});

test('two milliseconds are billed in whole ones, and of long durations half of one more is', () => {
  const exact = pooledShares(measuredOf(problemWith(), warm(512, 0, Array(12).fill(2)), durationOf), 0.01);
  assert.ok(Math.abs(billedAt(exact, 1.4) - 2) < 1e-9);
  assert.ok(Math.abs(billedAt(exact, 2) - 2) < 1e-9);
  assert.ok(Math.abs(billedAt(exact, 0.2) - 1) < 1e-9);
  assert.equal(billedAt(exact, 400), 400.5);
  assert.ok(billedAt(pool, 2) > 2 && billedAt(pool, 2) < 3);
});
