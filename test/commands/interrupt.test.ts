import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endOnSignals, RunControl } from '../../src/commands/interrupt.js';

test('the first signal ends the run in order, the second one ends the process, also after q', () => {
  for (const before of [undefined, 'stopped'] as const) {
    const control = new RunControl();
    let exits = 0;
    const signals = endOnSignals(control, () => exits++);
    if (before !== undefined) control.end(before);
    signals.interrupt();
    assert.deepEqual([control.signal.aborted, control.reason, exits], [true, before ?? 'interrupted', 0]);
    signals.interrupt();
    assert.equal(exits, 1);
    signals.forget();
  }
});

test('the listeners are taken off again', () => {
  const before = process.listenerCount('SIGINT');
  const signals = endOnSignals(new RunControl(), () => {});
  assert.equal(process.listenerCount('SIGINT'), before + 1);
  signals.forget();
  assert.equal(process.listenerCount('SIGINT'), before);
});

test('a pause holds the run until it is resumed, or ended', async () => {
  const control = new RunControl();
  control.pause();
  let resumed = false;
  const waiting = control.whenResumed().then(() => {
    resumed = true;
  });
  await Promise.resolve();
  assert.deepEqual([control.paused, resumed], [true, false]);
  control.end('stopped');
  await waiting;
  assert.deepEqual([control.paused, resumed], [false, true]);
});
