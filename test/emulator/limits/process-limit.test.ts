import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { discountTheDead, limitProcesses } from '../../../src/emulator/limits/process-limit.js';

test('those who were killed and that nobody has waited for yet take no room from the next', (t) => {
  const group = mkdtempSync(join(tmpdir(), 'pids-'));
  t.after(() => rmSync(group, { recursive: true, force: true }));
  const limit = () => readFileSync(join(group, 'pids.max'), 'utf8');
  limitProcesses(group);
  assert.equal(limit(), '1024');
  writeFileSync(join(group, 'pids.current'), '1020\n');
  discountTheDead(group);
  assert.equal(limit(), '2044');
  writeFileSync(join(group, 'pids.current'), '3\n');
  discountTheDead(group);
  assert.equal(limit(), '1027');
});

test('a group that is gone when its processes are needs no room', () => {
  assert.equal(discountTheDead(join(tmpdir(), 'no-such-group')), false);
  assert.throws(() => limitProcesses(join(tmpdir(), 'no-such-group')), { code: 'ENOENT' });
});
