import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decode, encode } from '../../../src/emulator/state/plain-data.js';
import fc from '../../fixtures/properties.js';

test('maps, dates and bytes come back as what they were, at any depth', () => {
  const data = {
    map: new Map([['$LATEST', { at: new Date(5), inner: new Map([['a', [1, null, 'x']]]) }]]),
    bytes: Buffer.from([0, 255]),
  };
  assert.deepEqual(decode(encode(data)), data);
});

test('plain data of any shape comes back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      assert.deepEqual(decode(encode({ value })), JSON.parse(JSON.stringify({ value })));
    }),
  );
});
