import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type RecordedCurve, type ReplayObjective, truthOf } from '../../../src/explore/index.js';
import { milliseconds, ratio } from '../../../src/units/index.js';
import { exactCurve, problemBy } from './curves.js';

const GB_SECOND = 0.0000166667;
const REQUEST = 0.0000002;
/** Twice the memory is always worth it up to 512 MB, and never beyond. */
const CURVE = exactCurve({ 128: 400, 256: 190, 512: 80, 1024: 60 });
const truth = (curve: RecordedCurve, objective: Partial<ReplayObjective> = {}) =>
  truthOf(curve, problemBy(curve, objective));
const costOf = (memory: number, ms: number): number => (memory / 1024) * (ms / 1000) * GB_SECOND + REQUEST;

test('the cheapest size is that of the least mean cost, request and rounding included', () => {
  const { best, regrets, optimalUsd } = truth(CURVE) ?? assert.fail('there is a cheapest size');
  assert.equal(best.memorySizeMB, 512);
  assert.ok(Math.abs(optimalUsd / costOf(512, 80) - 1) < 1e-9);
  assert.ok(Math.abs((regrets.ratios[3] ?? 0) - (costOf(1024, 60) / costOf(512, 80) - 1)) < 1e-9);
});

test('whole milliseconds decide between two sizes whose durations do not differ by one', () => {
  const { best } = truth(exactCurve({ 128: 1.2, 256: 1.01, 512: 1, 1024: 1 })) ?? assert.fail('one is cheapest');
  assert.equal(best.memorySizeMB, 128);
});

test('a limit is met or missed by the percentile of the recorded durations', () => {
  const limit = (limitMs: number) =>
    truth(CURVE, { strategy: { kind: 'max-duration', percentile: 'p95', limitMs: milliseconds(limitMs) } });
  assert.equal(limit(200)?.best.memorySizeMB, 512);
  assert.equal(limit(70)?.best.memorySizeMB, 1024);
  assert.equal(limit(50), undefined);
});

test('a relative limit is so many times the least duration of the curve', () => {
  const strategy = { kind: 'relative-limit', percentile: 'p95', factor: 1.5 } as const;
  const problem = problemBy(CURVE, { strategy });
  assert.deepEqual(problem.objective, { kind: 'max-duration', percentile: 'p95', limitMs: 90 });
});

test('cold starts count in cost and in the percentile of all starts by their share, Init included', () => {
  const cold = (initMs: number) => ({
    duration: { kind: 'mean', meanMs: 100, cvRatio: 0 } as const,
    init: { kind: 'mean', meanMs: initMs, cvRatio: 0 } as const,
  });
  const curve: RecordedCurve = {
    name: 'f',
    sizes: exactCurve({ 128: 40, 256: 20, 512: 10, 1024: 10 }).sizes.map((it) => ({ ...it, cold: cold(900) })),
  };
  const share = ratio(0.1);
  const { optimalUsd, best } = truth(curve, { coldShareRatio: share }) ?? assert.fail('one is cheapest');
  assert.ok(Math.abs(optimalUsd / costOf(best.memorySizeMB, 0.9 * 40 + 0.1 * 1000) - 1) < 1e-9);
  const strategy = { kind: 'max-duration', percentile: 'p95', limitMs: milliseconds(999), of: 'all' } as const;
  assert.equal(truth(curve, { coldShareRatio: share, strategy }), undefined);
  assert.notEqual(truth(curve, { coldShareRatio: ratio(0.01), strategy }), undefined);
});

test('a month of a function within the free tier has no regret to speak of', () => {
  const strategy = { kind: 'monthly', requestsPerMonth: 1000 } as const;
  assert.equal(truth(CURVE, { strategy }), undefined);
});

test('the regret of a month is that of the bill, its free tier taken off', () => {
  const strategy = { kind: 'monthly', requestsPerMonth: 100_000_000 } as const;
  const month = (memory: number, ms: number): number =>
    Math.max(0, (memory / 1024) * (ms / 1000) * 1e8 - 400_000) * GB_SECOND + (1e8 - 1e6) * REQUEST;
  const { ratios } = truth(CURVE, { strategy })?.regrets ?? assert.fail('a month of it costs something');
  assert.ok(Math.abs((ratios[0] ?? 0) - (month(128, 400) / month(512, 80) - 1)) < 1e-9);
});
