import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Attempt } from '../../../src/logs/reader/attempt.js';
import { OpenAttempts } from '../../../src/logs/reader/open-attempts.js';
import { Scope } from '../../../src/logs/reader/scope.js';
import fc from '../../fixtures/properties.js';

/** Ids that often end alike, so that many share a bucket, and empty and short ones. */
const KEY = fc.oneof(
  fc.constantFrom('', 'a', 'xx00000', 'yy00000', 'zz00000'),
  fc.integer({ min: 0, max: 40 }).map((number) => `${number}-fffff`),
);
const scope = new Scope({});

test('open attempts are found, added, deleted and ordered as in a map', () => {
  const step = fc.record({ key: KEY, deletes: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const attempts = new OpenAttempts();
      const map = new Map<string, Attempt>();
      for (const { key, deletes } of steps) {
        const known = map.get(key);
        assert.equal(attempts.get(key), known);
        if (known === undefined) {
          const attempt = new Attempt(key, scope, undefined);
          attempts.add(attempt);
          map.set(key, attempt);
        } else if (deletes) {
          attempts.delete(known);
          map.delete(key);
        }
        assert.equal(attempts.size, map.size);
        assert.equal(attempts.oldest, [...map.values()][0]);
      }
      for (const expected of map.values()) {
        assert.equal(attempts.oldest, expected);
        attempts.delete(expected);
      }
      assert.equal(attempts.oldest, undefined);
      assert.equal(attempts.size, 0);
    }),
  );
});
