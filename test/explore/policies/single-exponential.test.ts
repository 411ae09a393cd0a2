import assert from 'node:assert/strict';
import { test } from 'node:test';
import { POLICIES, type RecordedCurve, type ReplayObjective, replayRun, truthOf } from '../../../src/explore/index.js';
import { exponentialAt, fitExponential } from '../../../src/explore/policies/exponential-fit.js';
import { milliseconds } from '../../../src/units/index.js';
import { curveOf, exactCurve, problemBy } from '../replay/curves.js';

function run(curve: RecordedCurve, objective: Partial<ReplayObjective> = {}) {
  const problem = problemBy(curve, objective);
  const policy = POLICIES['single-exponential']?.(problem) ?? assert.fail('there is a single exponential');
  const truth = truthOf(curve, problem) ?? assert.fail('there is a best size');
  return replayRun({ curve, problem, truth, policy, repetition: 0, seed: 1 });
}

const SIZES = [128, 256, 384, 512, 768, 1024, 1536, 2048, 3008];
const curveBy = (durationMs: (size: number) => number): RecordedCurve =>
  exactCurve(Object.fromEntries(SIZES.map((size) => [size, durationMs(size)])));
/** What it believes every function to be. */
const EXPONENTIAL = curveBy((size) => 200 + 4000 * Math.exp(-size / 300));

test('a curve that is one exponential is fitted exactly', () => {
  const points = SIZES.map((memory) => ({ memory, duration: 200 + 4000 * Math.exp(-memory / 300) }));
  const fit = fitExponential(points, [280, 280, 280]);
  for (const { memory, duration } of points) {
    assert.ok(Math.abs(exponentialAt(fit, memory) / duration - 1) < 1e-4, `${memory} MB`);
  }
});

test('a fit stays finite where a start of zero or a flat curve tells it nothing', () => {
  const flat = SIZES.map((memory) => ({ memory, duration: 7 }));
  for (const start of [
    [0, 0, 0],
    [7, 7, 7],
  ] as const) {
    const fit = fitExponential(flat, start);
    for (const memory of SIZES) assert.ok(Math.abs(exponentialAt(fit, memory) - 7) < 1e-3);
  }
});

test('it starts with the smallest size, one at a third of the list and the largest, two invocations each', () => {
  const { moves } = run(EXPONENTIAL);
  assert.deepEqual(
    moves.slice(0, 3).map((it) => [it.memorySizeMB, it.count]),
    [
      [128, 2],
      [512, 2],
      [3008, 2],
    ],
  );
});

test('it finds the cheapest size of a curve that is one exponential, and claims no bound', () => {
  const { regretRatio, boundRatio, invocations } = run(EXPONENTIAL);
  assert.ok(regretRatio !== null && regretRatio < 0.03, String(regretRatio));
  assert.equal(boundRatio, null);
  assert.ok(invocations <= 20);
});

test('it is far off where the curve is none: a size at which the function suddenly fits', () => {
  const { regretRatio } = run(curveBy((size) => (size >= 1536 ? 20 : 3000)));
  assert.ok(regretRatio !== null && regretRatio > 0.1, String(regretRatio));
});

test('sizes beyond its default range of 3,008 MB are never measured', () => {
  const wide = exactCurve({ 128: 900, 512: 300, 1024: 200, 3008: 150, 8192: 20, 10240: 10 });
  const { moves, chosen } = run(wide, { strategy: { kind: 'fastest' } });
  assert.ok(moves.every((it) => it.memorySizeMB <= 3008));
  assert.equal(chosen?.memorySizeMB, 3008);
});

test('durations that vary by more than 5 % are asked for again, five times at the most', () => {
  const noisy = curveOf(
    (meanMs) => ({ kind: 'mean', meanMs, cvRatio: 0.6 }),
    Object.fromEntries(SIZES.map((size) => [size, 1000])),
  );
  const { moves } = run(noisy);
  const counts = Map.groupBy(moves, (it) => it.memorySizeMB);
  for (const own of counts.values()) {
    assert.deepEqual([own[0]?.count, own.slice(1).every((it) => it.count === 1)], [2, true]);
    assert.ok(own.length <= 6);
  }
  assert.ok([...counts.values()].some((own) => own.length > 1));
});

test('a limit is one of the mean, and of two architectures the better fit wins', () => {
  const strategy = { kind: 'max-duration', percentile: 'p95', limitMs: milliseconds(500) } as const;
  const { chosen } = run(EXPONENTIAL, { strategy });
  assert.ok(chosen !== null && chosen.memorySizeMB >= 768);
  const faster = exactCurve(
    Object.fromEntries(SIZES.map((size) => [size, 100 + 2000 * Math.exp(-size / 300)])),
    'arm64',
  );
  const both = run({ name: 'f', sizes: [...EXPONENTIAL.sizes, ...faster.sizes] });
  assert.equal(both.chosen?.architecture, 'arm64');
});

test('where the smallest size fails it goes on with those that are 128 MB larger, and chooses none that failed', () => {
  const sizes = EXPONENTIAL.sizes.map((it) => (it.memorySizeMB < 500 ? { ...it, failsAfterMs: 3000 } : it));
  const { moves, chosen, regretRatio } = run({ name: 'f', sizes });
  assert.deepEqual(
    moves.slice(0, 4).map((it) => it.memorySizeMB),
    [128, 256, 384, 512],
  );
  assert.ok((chosen?.memorySizeMB ?? 0) >= 512 && regretRatio !== null);
});
