import assert from 'node:assert/strict';
import { test } from 'node:test';
import { POLICIES, type RecordedCurve, type ReplayObjective, replayRun, truthOf } from '../../../src/explore/index.js';
import { milliseconds } from '../../../src/units/index.js';
import { curveOf, exactCurve, problemBy } from '../replay/curves.js';

function run(curve: RecordedCurve, objective: Partial<ReplayObjective> = {}) {
  const problem = problemBy(curve, objective);
  const policy = POLICIES.grid?.(problem) ?? assert.fail('there is a grid');
  const truth = truthOf(curve, problem) ?? assert.fail('there is a best size');
  return replayRun({ curve, problem, truth, policy, repetition: 0, seed: 1 });
}

const WHOLE = exactCurve({ 128: 400, 256: 190, 512: 80, 1024: 60, 1536: 50, 2048: 20, 3008: 45 });

test('the grid measures its six sizes ten times each, one after the other, and claims no bound', () => {
  const { moves, invocations, chosen, boundRatio } = run(WHOLE);
  assert.deepEqual(
    moves.map((it) => [it.memorySizeMB, it.count]),
    [128, 256, 512, 1024, 1536, 3008].map((size) => [size, 10]),
  );
  assert.deepEqual([invocations, chosen?.memorySizeMB, boundRatio], [60, 512, null]);
});

test('it never chooses a size that is not of the grid, however much better', () => {
  assert.equal(run(WHOLE, { strategy: { kind: 'fastest' } }).chosen?.memorySizeMB, 3008);
});

test('where a size is missing the nearest one is measured if it is within a fifth', () => {
  const { moves } = run(exactCurve({ 128: 400, 230: 190, 400: 80, 1769: 60, 2200: 70 }));
  assert.deepEqual(
    moves.map((it) => it.memorySizeMB),
    [128, 230, 1769],
  );
});

test('the fastest and slowest fifth of the durations is discarded, which hides what is rare and slow', () => {
  const rare = curveOf(
    (ms) => ({ kind: 'recorded', valuesMs: ms > 100 ? [10, 10, 10, 10, 10, 10, 10, 10, 10, 5000] : [ms] }),
    { 128: 400, 256: 60, 512: 50, 1024: 45 },
  );
  const { chosen, best, regretRatio } = run(rare);
  assert.deepEqual([chosen?.memorySizeMB, best.memorySizeMB], [128, 256]);
  assert.ok(regretRatio !== null && regretRatio > 1);
});

test('a limit is held against the mean; nothing is chosen where no mean meets it', () => {
  const strategy = (limitMs: number) =>
    ({ strategy: { kind: 'max-duration', percentile: 'p95', limitMs: milliseconds(limitMs) } }) as const;
  assert.equal(run(WHOLE, strategy(70)).chosen?.memorySizeMB, 1024);
  assert.equal(run(WHOLE, strategy(30)).chosen, null);
});

test('of two architectures each is measured', () => {
  const both = { name: 'f', sizes: [...WHOLE.sizes, ...exactCurve({ 128: 300, 256: 70, 512: 60 }, 'arm64').sizes] };
  const { invocations, chosen } = run(both);
  assert.deepEqual([invocations, chosen], [90, { memorySizeMB: 256, architecture: 'arm64' }]);
});

test('a size that fails is measured and not chosen', () => {
  const sizes = WHOLE.sizes.map((it) => (it.memorySizeMB < 1000 ? { ...it, failsAfterMs: 3000 } : it));
  const { invocations, chosen, costUsd } = run({ name: 'f', sizes });
  assert.deepEqual([invocations, chosen?.memorySizeMB], [60, 1024]);
  assert.ok(costUsd > 30 * 0.0000166667 * (128 / 1024) * 3, 'what fails is billed too');
});
