import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePressure, parseStat } from '../../../src/emulator/observation/machine-time.js';
import { expectedThrottledMs } from '../../../src/emulator/observation/quota.js';
import { timesBetween, waitingOf } from '../../../src/emulator/observation/waiting.js';
import fc from '../../fixtures/properties.js';

const thread = (ranMs: number, waitedMs: number) => ({ ranMs, waitedMs });

test('the host was busy with everything but idling, waiting for disks and what its hypervisor took', () => {
  const stat =
    'cpu  10 2 3 1000 50 1 4 7 100 100\ncpu0 5 1 1 500 20 0 2 3 0 0\nintr 5\nprocs_running 3\nprocs_blocked 0\n';
  assert.deepEqual(parseStat(stat), { busyMs: 200, stealMs: 70, runnableTasks: 3 });
});

test('a host without these files gives no figures, and no zeros', () => {
  assert.deepEqual({ ...parseStat(''), ...parsePressure('') }, {});
});

test('pressure is read in milliseconds', () => {
  const text =
    'some avg10=42.82 avg60=37.94 avg300=18.59 total=5306483\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n';
  assert.deepEqual(parsePressure(text), { pressureMs: 5306.483 });
});

test('a thread that began meanwhile counts from its beginning, one that ended not at all', () => {
  const before = new Map([
    ['1', thread(10, 1)],
    ['2', thread(5, 5)],
  ]);
  const after = new Map([
    ['1', thread(30, 4)],
    ['3', thread(2, 1)],
  ]);
  assert.deepEqual(timesBetween(before, after), [thread(20, 3), thread(2, 1)]);
});

test('time on a run queue is waiting, less what the quota held back', () => {
  assert.equal(waitingOf([thread(17, 31)], 20), 11);
});

test('the waiting of a helper thread does not make an invocation longer', () => {
  assert.equal(waitingOf([thread(17, 1), thread(2, 40)], 0), 1);
});

test('of threads that are equally busy each has its part of the throttled time', () => {
  assert.equal(waitingOf([thread(20, 35), thread(19, 33)], 60), 5);
});

test('where no thread can be read the waiting is not known', () => {
  assert.equal(waitingOf([], 0), undefined);
});

test('a quota of a whole CPU need not hold anything back, nor one that the task fits into', () => {
  assert.equal(expectedThrottledMs(1000, 1), 0);
  assert.equal(expectedThrottledMs(10, 0.5), 0);
});

test('a long task is held back for about as long as the quota says, and never expected to be for longer', () => {
  assert.ok(expectedThrottledMs(1000, 0.1) > 0.98 * 9000 - 100);
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      fc.double({ min: 0.01, max: 6, noNaN: true }),
      (ms, share) => {
        const expected = expectedThrottledMs(ms, share);
        return expected >= 0 && expected <= Math.max(0, ms / share - ms);
      },
    ),
  );
});
