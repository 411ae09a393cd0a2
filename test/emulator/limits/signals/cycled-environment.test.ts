import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Counters } from '../../../../src/emulator/limits/signals/counters.js';
import { CycledEnvironment } from '../../../../src/emulator/limits/signals/cycled-environment.js';

/** As on a Mac: no /proc, so that what may run counts as running. */
function onTheClock() {
  const sent: string[] = [];
  const counters = new Counters();
  const one = new CycledEnvironment(
    { proc: undefined, period: 20, send: (target, signal) => sent.push(`${signal} ${target}`) },
    1,
    counters,
  );
  return { one, sent, counters };
}

describe('where there is no /proc', () => {
  test('processes run for their share of each period, and are stopped for the rest', () => {
    const { one, sent } = onTheClock();
    one.started(7);
    one.setQuota(5, 0);
    assert.ok(one.step(0) <= 20);
    assert.deepEqual(sent, []);
    assert.equal(one.step(6), 20);
    assert.deepEqual(sent, ['SIGSTOP -7']);
    one.step(20);
    assert.deepEqual(sent, ['SIGSTOP -7', 'SIGCONT -7']);
  });

  test('without a quota nobody is stopped', () => {
    const { one, sent } = onTheClock();
    one.started(7);
    one.step(0);
    one.step(1000);
    assert.deepEqual(sent, []);
  });

  test('who is frozen stays so, until it is thawed', () => {
    const { one, sent } = onTheClock();
    one.started(7);
    one.setQuota(5, 0);
    one.freeze(1);
    assert.equal(one.step(1000), Number.POSITIVE_INFINITY);
    one.thaw(2000);
    assert.deepEqual(sent, ['SIGSTOP -7', 'SIGCONT -7']);
  });

  test('what the quota holds back is counted, and what is frozen is not', () => {
    const { one, counters } = onTheClock();
    one.started(7);
    one.setQuota(5, 0);
    one.step(0);
    one.step(6);
    one.step(20);
    assert.equal(counters.throttledMs, 14);
    one.step(27);
    one.freeze(30);
    one.thaw(1000);
    assert.equal(counters.throttledMs, 17);
  });

  test('what is started while the others are stopped is stopped too', () => {
    const { one, sent } = onTheClock();
    one.started(7);
    one.setQuota(5, 0);
    one.step(0);
    one.step(10);
    one.started(8);
    assert.deepEqual(sent, ['SIGSTOP -7', 'SIGSTOP -8']);
  });

  test('who is killed is not signalled again, and what comes next has the whole CPU', () => {
    const { one, sent } = onTheClock();
    one.started(7);
    one.setQuota(5, 0);
    one.step(0);
    one.step(10);
    one.forget();
    one.started(9);
    one.step(500);
    assert.deepEqual(sent, ['SIGSTOP -7']);
  });
});
