import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type Bind,
  covers,
  inSafeOrder,
  mountTable,
} from '../../../../src/emulator/environment/sandbox/mount-table.js';
import fc from '../../../fixtures/properties.js';

const bind = (source: string, target: string): Bind => ({ source, target, readOnly: true });

describe('a mount table', () => {
  test('has a line for each bind', () => {
    const binds: Bind[] = [bind('/emulator/code', '/var/task'), { ...bind('/emulator/tmp', '/tmp'), readOnly: false }];
    assert.equal(
      mountTable([...binds, { ...bind('/emulator/var', '/var'), recursive: true }]),
      '/emulator/code /var/task none bind,ro,nosuid,nodev 0 0\n' +
        '/emulator/tmp /tmp none bind,nosuid,nodev 0 0\n' +
        '/emulator/var /var none rbind,ro,nosuid,nodev 0 0\n',
    );
  });
  test('writes white space, backslashes and comment signs as fstab(5) has them', () => {
    assert.match(mountTable([bind('/a b\tc\nd\\e#f', '/x')]), /^\/a\\040b\\011c\\012d\\134e\\043f \/x none /);
  });
});

describe('the order of binds', () => {
  test('puts what covers the sources of others behind them', () => {
    const binds = [bind('/tmp/k/tmp', '/tmp'), bind('/tmp/k/opt', '/opt'), bind('/tmp/k/var', '/var')];
    assert.deepEqual(
      inSafeOrder(binds).map(({ target }) => target),
      ['/opt', '/var', '/tmp'],
    );
  });
  test('knows a folder from one whose name begins alike', () => {
    assert.ok(covers('/tmp', '/tmp') && covers('/tmp', '/tmp/a') && covers('/', '/tmp'));
    assert.ok(!covers('/tmp', '/tmpfs/a') && !covers('/tmp/a', '/tmp'));
  });
  test('keeps all of them, also where no order is right', () => {
    const circle = [bind('/b/x', '/a'), bind('/a/x', '/b')];
    assert.deepEqual(inSafeOrder(circle), circle);
  });
  test('is safe wherever the work folder lies', () => {
    const targets = ['/var', '/opt', '/tmp', '/home', '/root'];
    fc.assert(
      fc.property(fc.constantFrom(...targets, '/srv'), fc.shuffledSubarray(targets), (parent, some) => {
        const ordered = inSafeOrder(some.map((target) => bind(`${parent}/work${target}`, target)));
        assert.equal(ordered.length, some.length);
        for (const [index, { target }] of ordered.entries()) {
          assert.ok(!ordered.slice(index + 1).some(({ source }) => covers(target, source)));
        }
      }),
    );
  });
});
