import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  hostDelayMs,
  isDisturbed,
  measurementSchema,
  TOLERATED_DELAY_MS,
  TOLERATED_DELAY_RATIO,
} from '../../src/recording/index.js';
import { hostWith } from '../fixtures/host.js';
import fc from '../fixtures/properties.js';
import { completed } from '../fixtures/recording.js';

test('an invocation that had a CPU whenever it could use one is not disturbed', () => {
  assert.equal(isDisturbed({ host: hostWith() }), false);
});

test('one that waited while others ran is disturbed', () => {
  assert.ok(isDisturbed({ host: hostWith({ observedMs: 25, waitingMs: 5, otherCpuTimeMs: 10 }) }));
});

test('waiting that is a small part of it is within what is promised', () => {
  assert.equal(
    isDisturbed({ host: hostWith({ observedMs: 204, cpuTimeMs: 200, waitingMs: 4, otherCpuTimeMs: 10 }) }),
    false,
  );
});

test('a wake-up of tenths of a millisecond disturbs nothing, however short the invocation is', () => {
  const host = hostWith({ observedMs: 1, cpuTimeMs: 0.6, waitingMs: 0.4, otherCpuTimeMs: 10 });
  assert.equal(isDisturbed({ host }), false);
});

test('being throttled by its own quota does not disturb it', () => {
  const host = hostWith({ observedMs: 220, cpuTimeMs: 17, throttledMs: 203, expectedThrottledMs: 150 });
  assert.equal(isDisturbed({ host }), false);
});

test('waiting within the time that the quota would have taken anyway costs nothing', () => {
  const long = { observedMs: 13_800, cpuTimeMs: 1000, expectedThrottledMs: 12_650, otherCpuTimeMs: 13_800 };
  assert.equal(isDisturbed({ host: hostWith({ ...long, throttledMs: 11_650, waitingMs: 1000 }) }), false);
  assert.ok(isDisturbed({ host: hostWith({ ...long, observedMs: 15_000, throttledMs: 12_650, waitingMs: 1350 }) }));
});

test('threads of the function that wait for each other on a quiet host do not disturb it', () => {
  const host = hostWith({ observedMs: 400, cpuTimeMs: 400, waitingMs: 200, otherCpuTimeMs: 5 });
  assert.equal(isDisturbed({ host }), false);
});

test('an emulator that came late to take the answer disturbs it', () => {
  assert.ok(isDisturbed({ host: hostWith({ observedMs: 25, emulatorWaitingMs: 5 }) }));
});

test('an emulator that had to wait while the function ran disturbs nothing', () => {
  assert.equal(isDisturbed({ host: hostWith({ observedMs: 20.1, emulatorWaitingMs: 16 }) }), false);
});

test('beside other work a short invocation with a quota is disturbed, as nobody knows where in a period it began', () => {
  const short = { observedMs: 20, cpuTimeMs: 16, quotaShareRatio: 0.4 };
  assert.ok(isDisturbed({ host: hostWith({ ...short, otherCpuTimeMs: 23 }) }));
  assert.equal(isDisturbed({ host: hostWith({ ...short, otherCpuTimeMs: 13 }) }), false);
  const long = { observedMs: 500, cpuTimeMs: 200, quotaShareRatio: 0.4, throttledMs: 300, expectedThrottledMs: 270 };
  assert.equal(isDisturbed({ host: hostWith({ ...long, otherCpuTimeMs: 500 }) }), false);
  const small = { observedMs: 20, cpuTimeMs: 7, quotaShareRatio: 0.4, otherCpuTimeMs: 23 };
  assert.equal(isDisturbed({ host: hostWith(small) }), false);
  const unthrottled = { observedMs: 20, cpuTimeMs: 20 };
  assert.equal(isDisturbed({ host: hostWith({ ...unthrottled, otherCpuTimeMs: 23 }) }), false);
});

test('its part of what the hypervisor took disturbs it', () => {
  const host = hostWith({ observedMs: 60, cpuTimeMs: 50, stealMs: 10, otherCpuTimeMs: 50 });
  assert.equal(hostDelayMs(host), 5);
  assert.ok(isDisturbed({ host }));
});

test('of an invocation on AWS, or of an older recording, nothing is known, and it counts', () => {
  assert.equal(isDisturbed(completed(128, 10)), false);
});

test('a measurement of the old format is still read', () => {
  assert.deepEqual(measurementSchema.parse(completed(128, 10)).host, undefined);
});

const figures = fc.record({
  cpuTimeMs: fc.double({ min: 0, max: 1000, noNaN: true }),
  waitingMs: fc.double({ min: 0, max: 1000, noNaN: true }),
  otherCpuTimeMs: fc.double({ min: 2000, max: 3000, noNaN: true }),
});

test('more waiting for others never makes a disturbed invocation an undisturbed one', () => {
  fc.assert(
    fc.property(figures, fc.double({ min: 0, max: 1000, noNaN: true }), (it, more) => {
      const observedMs = it.cpuTimeMs + it.waitingMs;
      const less = hostWith({ ...it, observedMs });
      const most = hostWith({ ...it, observedMs: observedMs + more, waitingMs: it.waitingMs + more });
      return !isDisturbed({ host: less }) || isDisturbed({ host: most });
    }),
  );
});

test('without anything that the host did, no value of any Duration is left out', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      (ms, cpu) =>
        !isDisturbed({ host: hostWith({ observedMs: ms, cpuTimeMs: cpu, throttledMs: Math.max(0, ms - cpu) }) }),
    ),
  );
});

test('invocations that were delayed in the same proportion are judged alike, however long they are', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }).filter((it) => Math.abs(it - TOLERATED_DELAY_RATIO) > 1e-9),
      fc.double({ min: 20, max: 1e5, noNaN: true }),
      (ratio, cpuTimeMs) => {
        const waitingMs = cpuTimeMs * ratio;
        const host = hostWith({ observedMs: cpuTimeMs + waitingMs, cpuTimeMs, waitingMs, otherCpuTimeMs: 1e6 });
        return isDisturbed({ host }) === (ratio > TOLERATED_DELAY_RATIO && waitingMs > TOLERATED_DELAY_MS);
      },
    ),
  );
});
