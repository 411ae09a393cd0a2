import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusalOf } from '../../../src/emulator/limits/refusal.js';

test('what the kernel has refused is told without the path, as a recording holds it', () => {
  const path = '/sys/fs/cgroup/user.slice/user-1000.slice/kelvin-1-2';
  const error = Object.assign(new Error(`ENODEV: no such device, write '${path}'`), { code: 'ENODEV' });
  assert.equal(refusalOf(error).message, 'ENODEV: no such device');
});
