import assert from 'node:assert/strict';
import { test } from 'node:test';
import { megabytes, milliseconds, ratio } from '../../../src/units/index.js';
import { predict, type Wish, type Work } from './prediction.js';

const wish = (strategy: Wish['strategy'], coldShareRatio = 0.01): Wish => ({
  memorySizesMB: [128, 256, 512, 1024, 1769, 3008].map(megabytes),
  strategy,
  coldShareRatio,
});
const work = (more: Partial<Work>): Work => ({ cpuMs: 0, waitMs: 0, initMs: 60, heldMB: 50, ...more });
const cheapest = { kind: 'cheapest' } as const;

test('what only waits is cheapest at the smallest size that holds it', () => {
  assert.deepEqual(predict(work({ waitMs: 80, cpuMs: 1 }), wish(cheapest)), [128]);
  assert.deepEqual(predict(work({ waitMs: 40, cpuMs: 1, heldMB: 140 }), wish(cheapest)), [256]);
});

test('what computes on one thread is fastest with one vCPU, and no larger size is as cheap', () => {
  assert.deepEqual(predict(work({ cpuMs: 57 }), wish({ kind: 'fastest' })), [1769]);
  assert.deepEqual(predict(work({ cpuMs: 57 }), wish({ kind: 'within', costRatio: ratio(0.2) })), [1769]);
});

test('what waits and computes has its balance between the ends', () => {
  const [balance = 0] = predict(work({ waitMs: 30, cpuMs: 10 }), wish({ kind: 'balanced' }));
  assert.ok(balance > 128 && balance < 3008, `${balance} MB`);
});

test('a limit takes the cheapest size below it, which is the larger one where that is a step lower', () => {
  const limit = { kind: 'max-duration', percentile: 'p95', limitMs: milliseconds(100) } as const;
  assert.deepEqual(predict(work({ cpuMs: 20 }), wish(limit)), [512, 1024]);
  assert.deepEqual(predict(work({ cpuMs: 200 }), wish(limit)), []);
});

test('INIT, the same at every size, is cheapest at the smallest', () => {
  assert.deepEqual(predict(work({ cpuMs: 0.3, initMs: 250 }), wish(cheapest, 0.05)), [128]);
});
