import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HeldBack } from '../../../src/commands/load/held-back.js';
import type { LoadRequest } from '../../../src/recording/index.js';
import { milliseconds } from '../../../src/units/index.js';

const request = (dueMs: number): LoadRequest => ({
  ...{ type: 'request', arm: 0, phase: 0, dueMs: milliseconds(dueMs), sentMs: milliseconds(dueMs) },
  ...{ latencyMs: milliseconds(1), outcome: { kind: 'open' } },
});

/** Looks that end when they are told to, and what was handed on. */
function heldBack() {
  const looks: PromiseWithResolvers<void>[] = [];
  const handedOn: number[] = [];
  const held = new HeldBack(
    () => {
      const look = Promise.withResolvers<void>();
      looks.push(look);
      return look.promise;
    },
    (requests) => handedOn.push(...requests.map(({ dueMs }) => dueMs)),
  );
  return { looks, handedOn, held };
}
const settled = () => new Promise(setImmediate);

test('requests are handed on by a look that began after they were answered, and by no other', async () => {
  const { looks, handedOn, held } = heldBack();
  held.add([request(1)]);
  held.beat();
  held.add([request(2)]);
  held.beat();
  assert.deepEqual(handedOn, []);
  looks[0]?.resolve();
  await settled();
  assert.deepEqual(handedOn, [1]);
  const ended = held.end();
  await settled();
  looks[1]?.resolve();
  await ended;
  assert.deepEqual(handedOn, [1, 2]);
  assert.equal(looks.length, 2);
});

test('what was answered before a look that found a change is dropped, and the load ends', async () => {
  const { looks, handedOn, held } = heldBack();
  held.add([request(1)]);
  held.beat();
  looks[0]?.reject(new Error('somebody else'));
  await settled();
  assert.throws(() => held.beat(), /somebody else/);
  assert.throws(() => held.add([request(2)]), /somebody else/);
  await assert.rejects(held.end(), /somebody else/);
  assert.deepEqual(handedOn, []);
});
