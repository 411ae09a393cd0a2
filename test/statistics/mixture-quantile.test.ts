import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  mixtureQuantile,
  quantileInterval,
  type Random,
  type Sample,
  sampleOf,
  seededRandom,
} from '../../src/statistics/index.js';

const sample = (values: readonly number[]): Sample => sampleOf(values) as Sample;
const upTo = (n: number): Sample => sample(Array.from({ length: n }, (_, index) => index + 1));

test('the quantile is that of all starts by their share, not by how many of each were measured', () => {
  const warm = { sample: upTo(100), share: 0.95 };
  const cold = { sample: sample([500, 600, 700, 800]), share: 0.05 };
  // 95 % lie at 100 or below, and half of the 5 % above at 600 or below.
  assert.equal(mixtureQuantile([warm, cold], 0.95).value, 100);
  assert.equal(mixtureQuantile([warm, cold], 0.975).value, 600);
  assert.equal(mixtureQuantile([warm, cold], 0.5).value, 53);
});

test('of one component the ends are the order statistics of its own interval', () => {
  for (const p of [0.5, 0.9, 0.95]) {
    const { low, high } = mixtureQuantile([{ sample: upTo(200), share: 1 }], p);
    const { low: ownLow, high: ownHigh } = quantileInterval(upTo(200), p) as { low: number; high: number };
    assert.deepEqual([low, high], [ownLow, ownHigh]);
  }
});

test('too few values leave the upper end open, and alike ones count as fewer', () => {
  const few = mixtureQuantile([{ sample: upTo(30), share: 1 }], 0.95);
  assert.deepEqual([few.value, few.high], [29, null]);
  const alike = mixtureQuantile([{ sample: upTo(200), share: 1, designEffect: 5 }], 0.5);
  const apart = mixtureQuantile([{ sample: upTo(200), share: 1 }], 0.5);
  assert.ok((alike.low ?? 0) < (apart.low ?? 0) && (alike.high ?? 0) > (apart.high ?? 0));
});

test('a rare component of which little is known costs the interval its share at most', () => {
  const warm = { sample: upTo(1000), share: 0.99 };
  const { low, high } = mixtureQuantile([warm, { sample: sample([5000]), share: 0.01 }], 0.5);
  const { low: alone, high: aloneHigh } = mixtureQuantile([{ ...warm, share: 1 }], 0.5);
  assert.ok((alone ?? 0) - (low ?? 0) <= 15 && (high ?? 0) - (aloneHigh ?? 0) <= 15, `${low} to ${high}`);
});

const exponential = (random: Random, mean: number): number => -mean * Math.log(1 - random());

test('the interval holds the true quantile in at least 95 % of runs', () => {
  const random = seededRandom(7);
  const share = 0.1;
  // Warm: exponential of mean 10; cold: 50 more. Solved for the 95th percentile by bisection.
  const below = (x: number): number =>
    (1 - share) * (1 - Math.exp(-x / 10)) + share * (x < 50 ? 0 : 1 - Math.exp(-(x - 50) / 10));
  let [low, high] = [0, 200];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (below(middle) < 0.95) low = middle;
    else high = middle;
  }
  const runs = 400;
  let held = 0;
  for (let run = 0; run < runs; run++) {
    const warm = sample(Array.from({ length: 150 }, () => exponential(random, 10)));
    const cold = sample(Array.from({ length: 30 }, () => 50 + exponential(random, 10)));
    const found = mixtureQuantile(
      [
        { sample: warm, share: 1 - share },
        { sample: cold, share },
      ],
      0.95,
    );
    if ((found.low ?? 0) <= low && low <= (found.high ?? Number.POSITIVE_INFINITY)) held += 1;
  }
  assert.ok(held / runs >= 0.95, `${held} of ${runs}`);
});
