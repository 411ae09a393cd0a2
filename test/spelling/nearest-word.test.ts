import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearestWord } from '../../src/spelling/index.js';
import fc from '../fixtures/properties.js';

const KNOWN = ['memorySizes', 'architectures', 'payloads', 'strategy', 'concurrency'];

test('finds a word in spite of case, dashes and a slip of the fingers', () => {
  assert.equal(nearestWord('memory-sizes', KNOWN), 'memorySizes');
  assert.equal(nearestWord('PAYLOADS', KNOWN), 'payloads');
  assert.equal(nearestWord('stratgey', KNOWN), 'strategy');
});

test('proposes nothing for a word that is like none', () => {
  assert.equal(nearestWord('timeout', KNOWN), undefined);
  assert.equal(nearestWord('', KNOWN), undefined);
});

test('finds each word after one letter was dropped, doubled or swapped', () => {
  const slip = fc.tuple(fc.constantFrom(...KNOWN), fc.nat(), fc.constantFrom('drop', 'double', 'swap'));
  fc.assert(
    fc.property(slip, ([word, seed, kind]) => {
      const at = seed % (word.length - 1);
      const [here = '', next = ''] = [word[at], word[at + 1]];
      const middle = { drop: next, double: here + here + next, swap: next + here }[kind];
      assert.equal(nearestWord(word.slice(0, at) + middle + word.slice(at + 2), KNOWN), word);
    }),
  );
});
