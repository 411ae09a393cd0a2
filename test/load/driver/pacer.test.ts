import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pacer } from '../../../src/load/driver/pace/pacer.js';

function pacerOf(t: TestContext): { readonly pacer: Pacer; readonly woken: () => Promise<number> } {
  const bell = new EventEmitter();
  const pacer: Pacer = new Pacer(
    () => bell.emit('woken', pacer.now()),
    (error) => {
      throw error;
    },
  );
  t.after(() => pacer.end());
  return { pacer, woken: async () => (await once(bell, 'woken'))[0] as number };
}

test('never calls back before the moment, near or far', async (t) => {
  const { pacer, woken } = pacerOf(t);
  await pacer.ready;
  for (const aheadMs of [-5, 0, 0.01, 0.3, 1, 2.5, 20, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3]) {
    const atMs = pacer.now() + aheadMs;
    pacer.wakeAt(atMs);
    assert.ok((await woken()) >= atMs, `${aheadMs}`);
  }
});

test('goes by the moment that was asked for last, an earlier or a later one', async (t) => {
  const { pacer, woken } = pacerOf(t);
  await pacer.ready;
  pacer.wakeAt(pacer.now() + 60_000);
  pacer.wakeAt(pacer.now() + 5);
  await woken();
  const beganMs = pacer.now();
  pacer.wakeAt(beganMs + 5);
  pacer.wakeAt(beganMs + 50);
  assert.ok((await woken()) >= beganMs + 50);
});

test('calls back once for a moment, and not after its end', async (t) => {
  let times = 0;
  const pacer = new Pacer(
    () => times++,
    () => {},
  );
  t.after(() => pacer.end());
  await pacer.ready;
  pacer.wakeAt(pacer.now() + 1);
  while (times === 0) await sleep(5);
  await sleep(30);
  assert.equal(times, 1);
  pacer.wakeAt(pacer.now() + 10);
  await pacer.end();
  await sleep(30);
  assert.equal(times, 1);
});

test('says once how late the latest call back was', async (t) => {
  const { pacer, woken } = pacerOf(t);
  await pacer.ready;
  pacer.wakeAt(pacer.now() - 40);
  await woken();
  assert.ok(pacer.takeLatest() >= 40);
  assert.equal(pacer.takeLatest(), 0);
});
