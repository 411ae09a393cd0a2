import assert from 'node:assert/strict';
import { test } from 'node:test';
import { carriesMarker, cutOff, markedDescription, unmarked } from '../../src/target/marked-description.js';
import fc from '../fixtures/properties.js';

const MARKER = 'kelvin 0123456789ab';

test('a description of any length can be had again from the marked one and what did not fit', () => {
  const descriptions = fc.oneof(
    fc.string({ maxLength: 256, unit: 'grapheme' }),
    fc.string({ minLength: 215, maxLength: 256 }),
  );
  const numbers = fc.integer({ min: 1, max: 1_000_000 });
  fc.assert(
    fc.property(descriptions, numbers, (whole, number) => {
      const original = whole.slice(0, 256);
      const marked = markedDescription(original, MARKER, number);
      assert.ok(marked.length <= 256, `${marked.length} characters`);
      assert.ok(marked.isWellFormed() || !original.isWellFormed());
      assert.ok(carriesMarker(marked));
      assert.equal(unmarked(marked, MARKER, cutOff(original)), original);
      assert.equal(unmarked(marked, 'kelvin ba9876543210', cutOff(original)), undefined, 'of another run');
      assert.equal(unmarked(original, MARKER, ''), undefined);
    }),
  );
});

test('each visit marks it anew, so that AWS publishes a version of its own', () => {
  assert.equal(markedDescription('takes orders', MARKER, 1), 'takes orders [kelvin 0123456789ab 1]');
  assert.equal(markedDescription('', MARKER, 2), '[kelvin 0123456789ab 2]');
});
