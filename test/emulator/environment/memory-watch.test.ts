import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryWatch } from '../../../src/emulator/environment/memory-watch.js';
import { ManualClock } from '../manual-clock.js';

function watched() {
  const clock = new ManualClock();
  const it = { clock, looks: 0, watch: new MemoryWatch(clock, () => (it.looks += 1)) };
  return it;
}

test('while an invocation lasts its memory is looked at again and again', async () => {
  const it = watched();
  it.watch.begin();
  for (let turn = 0; turn < 10; turn++) await it.clock.advance(101);
  assert.equal(it.looks, 10);
});

test('between invocations nobody looks', async () => {
  const it = watched();
  it.watch.begin();
  it.watch.end();
  for (let turn = 0; turn < 10; turn++) await it.clock.advance(101);
  assert.equal(it.looks, 0);
  it.watch.begin();
  await it.clock.advance(101);
  assert.equal(it.looks, 1);
});

test('a watch that is closed leaves no timer', async () => {
  const it = watched();
  it.watch.begin();
  it.watch.close();
  await it.clock.advance(1000);
  assert.equal(it.looks, 0);
  assert.equal(it.clock.pending, 0);
});
