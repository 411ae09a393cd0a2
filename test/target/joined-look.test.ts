import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JoinedLook } from '../../src/target/joined-look.js';

/** A look that ends when it is told to. */
function looks() {
  const begun: PromiseWithResolvers<void>[] = [];
  const joined = new JoinedLook(() => {
    const one = Promise.withResolvers<void>();
    begun.push(one);
    return one.promise;
  });
  return { begun, joined };
}

test('who asks while a look is under way waits for the next one, together with all others', async () => {
  const { begun, joined } = looks();
  const first = joined.once();
  const [second, third] = [joined.once(), joined.once()];
  assert.equal(begun.length, 1);
  begun[0]?.resolve();
  await first;
  await new Promise(setImmediate);
  assert.equal(begun.length, 2);
  begun[1]?.resolve();
  await Promise.all([second, third]);
  const fourth = joined.once();
  assert.equal(begun.length, 3);
  begun[2]?.resolve();
  await fourth;
});

test('what a look has found is for those who asked before it began, and for nobody else', async () => {
  const { begun, joined } = looks();
  const [first, second] = [joined.once(), joined.once()];
  begun[0]?.reject(new Error('changed'));
  await assert.rejects(first, /changed/);
  await new Promise(setImmediate);
  begun[1]?.resolve();
  await second;
});
