import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Waits } from '../../../src/emulator/platform-noise/waits.js';
import { milliseconds } from '../../../src/units/index.js';
import { ManualClock } from '../manual-clock.js';

const isOver = async (promise: Promise<void>): Promise<boolean> => {
  const pending = new Promise<false>((resolve) => setImmediate(() => resolve(false)));
  return Promise.race([promise.then(() => true), pending]);
};

test('a wait passes with its time, and leaves no timer', async () => {
  const clock = new ManualClock();
  const { passed } = new Waits(clock).for(milliseconds(70));
  await clock.advance(69);
  assert.equal(await isOver(passed), false);
  await clock.advance(1);
  assert.equal(await isOver(passed), true);
  assert.equal(clock.pending, 0);
});

test('a wait can be ended, and all of them can', async () => {
  const clock = new ManualClock();
  const waits = new Waits(clock);
  const [first, second, third] = [70, 80, 90].map((ms) => waits.for(milliseconds(ms)));
  first?.end();
  first?.end();
  waits.close();
  for (const wait of [first, second, third]) assert.equal(wait && (await isOver(wait.passed)), true);
  assert.equal(clock.pending, 0);
});
