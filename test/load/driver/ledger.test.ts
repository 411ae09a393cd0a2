import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ledger } from '../../../src/load/driver/ledger.js';
import type { LoadRequest } from '../../../src/recording/index.js';
import { milliseconds } from '../../../src/units/index.js';

const record = (dueMs: number): LoadRequest => ({
  type: 'request',
  arm: 0,
  phase: 0,
  dueMs: milliseconds(dueMs),
  outcome: { kind: 'dropped', reason: 'ended' },
});

test('hands every record over once, in order', () => {
  const posted: number[] = [];
  const ledger = new Ledger((requests) => posted.push(...requests.map(({ dueMs }) => dueMs)), new SharedArrayBuffer(4));
  for (let i = 0; i < 1000; i++) ledger.record(record(i));
  ledger.flush();
  ledger.flush();
  assert.deepEqual(
    posted,
    Array.from({ length: 1000 }, (_, i) => i),
  );
});

test('is full while far more is handed over than taken', () => {
  const taken = new SharedArrayBuffer(4);
  const ledger = new Ledger(() => {}, taken);
  for (let i = 0; i < 400_000; i++) ledger.record(record(i));
  assert.equal(ledger.isFull, true);
  Atomics.add(new Int32Array(taken), 0, 390_000);
  assert.equal(ledger.isFull, false);
});
