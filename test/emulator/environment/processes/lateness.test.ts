import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { latenessSince } from '../../../../src/emulator/environment/processes/lateness.js';

test('a word is late by the uptime that it brings, beyond what its hundredths can tell', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'kelvin-uptime-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'uptime');
  writeFileSync(file, '4711.58 9000.00\n');
  assert.equal(Math.round(latenessSince('4711.52', file)), 60);
  assert.equal(latenessSince('4711.57', file), 0);
  assert.equal(latenessSince('4711.58', file), 0);
});

test('nothing is late where there is no uptime to tell it', () => {
  assert.equal(latenessSince(undefined, '/no such file'), 0);
  assert.equal(latenessSince('', '/no such file'), 0);
});

test("this host's own uptime is read", { skip: !existsSync('/proc/uptime') && 'there is none' }, () => {
  assert.ok(latenessSince('0.01') > 0);
});
