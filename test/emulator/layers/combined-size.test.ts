import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refuseTooLarge } from '../../../src/emulator/layers/combined-size.js';

test('a function and its layers have the room of one package together', () => {
  const bytes = (unzippedBytes: number) => ({ unzippedBytes });
  refuseTooLarge(bytes(262_144_000), []);
  refuseTooLarge(bytes(62_144_000), [bytes(100_000_000), bytes(100_000_000)]);
  assert.throws(() => refuseTooLarge(bytes(62_144_001), [bytes(100_000_000), bytes(100_000_000)]), {
    type: 'InvalidParameterValueException',
    message:
      'Function code combined with layers exceeds the maximum allowed size of 262144000 bytes. The actual size is 262144001 bytes.',
  });
  refuseTooLarge({}, [bytes(262_144_000)]);
});
