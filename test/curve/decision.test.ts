import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Decision, decide, decisionSchema, looksBy } from '../../src/curve/index.js';
import { bookFor } from '../../src/pricing/index.js';
import type { Header, Measurement } from '../../src/recording/index.js';
import { megabytes, milliseconds, ratio } from '../../src/units/index.js';
import { completed, headerWith, outOfMemory, warmAround } from '../fixtures/recording.js';

const SIZES = [128, 512, 1769, 3008].map(megabytes);
const exploration = { regretRatio: ratio(0.02), confidenceRatio: ratio(0.95) };
const book = bookFor('us-east-1', '2026-11-21');

function decided(measurements: readonly Measurement[], scenario: Partial<Header['scenario']> = {}): Decision {
  const header = headerWith({ scenario: { memorySizesMB: SIZES, exploration, ...scenario } });
  const decision = decide(header, measurements, { book, stopped: null, draws: 1000 });
  assert.ok(decision !== undefined);
  return decision;
}
const sizes = (named: readonly { memorySizeMB: number }[]): number[] => named.map((it) => it.memorySizeMB);
const WAITING = [...warmAround(128, 300), ...warmAround(512, 300)];

test('a function that waits is best at the smallest size, which is decided though the larger were not measured', () => {
  const { chosen, tied, isDecided, undecided, toDecide, regret, curve } = decided(WAITING);
  assert.deepEqual([chosen?.memorySizeMB, sizes(tied), isDecided, undecided, toDecide], [128, [128], true, [], null]);
  assert.ok(regret !== null && regret.boundRatio <= 0.02);
  assert.equal(regret.looks, looksBy(WAITING.length));
  assert.deepEqual(
    curve.map(({ memorySizeMB, n }) => [memorySizeMB, n]),
    [
      [128, 20],
      [512, 20],
      [1769, 0],
      [3008, 0],
    ],
  );
});

test('two sizes of the same cost are tied, and what may still be better is undecided, with what deciding it would take', () => {
  // Twice the memory for half the time, and noise that hides what is left.
  const noisy = (size: number, duration: number, block: number): Measurement[] =>
    [0.7, 1.3, 0.9, 1.1].map((by) => completed(size, duration * by, { block }));
  const { tied, isDecided, undecided, toDecide, regret } = decided([
    ...noisy(128, 1382, 0),
    ...noisy(512, 346, 1),
    ...noisy(1769, 100, 2),
  ]);
  assert.equal(isDecided, false);
  assert.ok(tied.length >= 2 && undecided.length >= 1);
  assert.ok(regret !== null && regret.boundRatio > 0.02);
  assert.ok(toDecide !== null && toDecide.invocations > 12 && toDecide.usd > 0);
});

test('the chosen one is measured, and the frontier goes from cheap to fast', () => {
  const { chosen, frontier, curve } = decided([...warmAround(128, 1500), ...warmAround(1769, 110)]);
  assert.ok([128, 1769].includes(chosen?.memorySizeMB ?? 0));
  const points = frontier.map((it) => curve.find((point) => point.memorySizeMB === it.memorySizeMB));
  for (const [index, point] of points.entries()) {
    const before = points[index - 1];
    if (point === undefined || before === undefined) continue;
    assert.ok(point.costPerMillionUsd.mean >= before.costPerMillionUsd.mean);
    assert.ok(point.durationMs.mean < before.durationMs.mean);
  }
});

test('bands hold their means, are wider where nothing was measured, and chances sum to 1', () => {
  const { curve } = decided(WAITING);
  for (const { durationMs, costPerMillionUsd } of curve) {
    for (const { low, mean, high } of [durationMs, costPerMillionUsd]) assert.ok(low <= mean && mean <= high);
  }
  const widthAt = (size: number): number => {
    const point = curve.find(({ memorySizeMB }) => memorySizeMB === size);
    return point === undefined ? Number.NaN : point.durationMs.high / point.durationMs.low;
  };
  assert.ok(widthAt(3008) > widthAt(128));
  const chances = curve.reduce((sum, { chanceBest }) => sum + chanceBest, 0);
  assert.ok(Math.abs(chances - 1) < 1e-9);
});

test('nothing is chosen before something was measured that works, and cold starts too where they count', () => {
  for (const decision of [
    decided([]),
    decided([outOfMemory(128, 0)]),
    decided(WAITING, { coldShareRatio: ratio(0.05) }),
  ]) {
    assert.deepEqual([decision.chosen, decision.regret, decision.isDecided], [null, null, false]);
  }
});

const cold = (size: number): Measurement => completed(size, 400, { block: 9, initMs: 200 });
const STRATEGIES: readonly Header['scenario']['strategy'][] = [
  { kind: 'cheapest' },
  { kind: 'fastest' },
  { kind: 'balanced' },
  { kind: 'within', costRatio: ratio(0) },
  { kind: 'monthly', requestsPerMonth: 1 },
  { kind: 'monthly', requestsPerMonth: 3_000_000 },
  { kind: 'monthly', requestsPerMonth: 1e15 },
  { kind: 'max-duration', percentile: 'p99', limitMs: milliseconds(310), of: 'all' },
  { kind: 'max-duration', percentile: 'p50', limitMs: milliseconds(0.001) },
];
const RECORDINGS: readonly (readonly Measurement[])[] = [
  [completed(512, 0), cold(512)],
  [completed(128, 0.01), completed(3008, 900_000), cold(128)],
  [...WAITING, cold(128), outOfMemory(1769, 5), outOfMemory(1769, 6)],
];

test('a decision holds nothing but numbers that a file can hold, whatever is asked and was measured', () => {
  for (const strategy of STRATEGIES) {
    for (const measurements of RECORDINGS) {
      const decision = decided(measurements, { strategy, coldShareRatio: ratio(0.02) });
      const read = decisionSchema.parse(JSON.parse(JSON.stringify(decision)));
      assert.deepEqual(read, JSON.parse(JSON.stringify(decision)), JSON.stringify(strategy));
    }
  }
});
