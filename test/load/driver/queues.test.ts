import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backoffMs, isRetried } from '../../../src/load/driver/backoff.js';
import { QueueByTime } from '../../../src/load/driver/queue-by-time.js';
import { groupsOf } from '../../../src/load/driver/stretches.js';
import { milliseconds } from '../../../src/units/index.js';
import fc from '../../fixtures/properties.js';
import { burst, pause } from './driven.js';

test('gives back what is due first, whatever came first', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.double({ noNaN: true }), fc.constant(undefined))), (steps) => {
      const queue = new QueueByTime<{ readonly atMs: number }>();
      const expected: number[] = [];
      for (const atMs of steps) {
        if (atMs !== undefined) {
          queue.push({ atMs });
          expected.push(atMs);
        } else {
          expected.sort((a, b) => a - b);
          assert.equal(queue.first?.atMs, expected[0]);
          assert.equal(queue.shift()?.atMs, expected.shift());
        }
        assert.equal(queue.size, expected.length);
      }
    }),
  );
});

test('waits longer with each attempt, and longest after throttles', () => {
  const longest = () => 1;
  const failed = { kind: 'connection-failed', error: 'ECONNRESET' } as const;
  const throttled = { kind: 'throttled', status: 429 } as const;
  assert.deepEqual(
    [1, 2, 3, 20].map((attempts) => backoffMs(failed, attempts, longest)),
    [100, 200, 400, 20_000],
  );
  assert.deepEqual(
    [1, 2, 3, 20].map((attempts) => backoffMs(throttled, attempts, longest)),
    [500, 1000, 2000, 20_000],
  );
  assert.equal(isRetried(failed) && isRetried(throttled), true);
  assert.equal(isRetried({ kind: 'client-timeout' }) || isRetried({ kind: 'http-error', status: 500 }), false);
});

test('divides a load at its closed phases, and keeps the numbers of all others', () => {
  const closed = { kind: 'closed', name: 'closed', concurrency: 2, forMs: milliseconds(5) } as const;
  const groups = groupsOf([burst(1), pause(2), closed, closed, burst(3)]);
  const seen = groups.map((it) => it.phases.map((phase) => (phase.kind === 'pause' ? phase.forMs : phase.kind)));
  assert.deepEqual(seen, [
    ['burst', 2, 0, 0, 0],
    [0, 0, 'closed', 0, 0],
    [0, 0, 0, 'closed', 0],
    [0, 0, 0, 0, 'burst'],
  ]);
  assert.deepEqual(groupsOf([]), []);
});
