import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostsFile, loopbackOf } from '../../../../src/emulator/environment/sandbox/loopback.js';
import fc from '../../../fixtures/properties.js';

test('every environment has a loopback address that can be listened at', () => {
  fc.assert(
    fc.property(fc.string(), (id) => {
      const [first, second, third, fourth] = loopbackOf(id).split('.').map(Number);
      assert.equal(first, 127);
      assert.ok(second !== undefined && second >= 1 && second <= 254);
      assert.ok(third !== undefined && third >= 0 && third <= 255);
      assert.ok(fourth !== undefined && fourth >= 1 && fourth <= 254);
    }),
  );
});

test("the names come behind the host's own", () => {
  assert.equal(
    hostsFile('127.0.0.1 localhost\n\n', '127.1.2.3'),
    '127.0.0.1 localhost\n127.1.2.3 sandbox.localdomain sandbox\n',
  );
});
