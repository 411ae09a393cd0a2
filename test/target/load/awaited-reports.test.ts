import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AwaitedReports } from '../../../src/target/index.js';
import fc from '../../fixtures/properties.js';

const id = fc.oneof(
  fc.uuid(),
  // Few bits differ: they fall into the same places of the table.
  fc.nat(40).map((n) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`),
  fc.string({ minLength: 1, maxLength: 12 }),
);

test('is a set that every id leaves once', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), id), { maxLength: 300 }), (steps) => {
      const awaited = new AwaitedReports();
      const missing = new Set<string>();
      const known = new Set<string>();
      for (const [isNew, it] of steps) {
        if (!isNew) assert.equal(awaited.take(it), missing.delete(it));
        else {
          awaited.add(it);
          // One that has come is not awaited again.
          if (!known.has(it) || missing.has(it)) missing.add(it);
          known.add(it);
        }
        assert.equal(awaited.missing, missing.size);
      }
    }),
  );
});

test('grows past any number', () => {
  const awaited = new AwaitedReports();
  const nth = (n: number): string => `${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
  for (let n = 0; n < 50_000; n++) awaited.add(nth(n));
  assert.equal(awaited.missing, 50_000);
  for (let n = 0; n < 50_000; n++) assert.ok(awaited.take(nth(n)), `${n}`);
  assert.equal(awaited.missing, 0);
  assert.equal(awaited.take(nth(7)), false);
});
