import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { makeFolder } from '../../src/recording/index.js';

const folder = mkdtempSync(join(tmpdir(), 'kelvin-made-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('a folder is made with those above it, for whom its mode says', () => {
  const path = join(folder, 'a', 'b', 'c');
  makeFolder(path, 0o700);
  assert.equal(statSync(path).mode & 0o777, 0o700);
  assert.equal(statSync(join(folder, 'a')).mode & 0o777, 0o700);
});

test('one that is there stays as it is', () => {
  const path = join(folder, 'there');
  mkdirSync(path, 0o755);
  makeFolder(path, 0o700);
  assert.equal(statSync(path).mode & 0o777, 0o755);
});

test('where no folder can be it fails, and does not try for ever', () => {
  writeFileSync(join(folder, 'file'), '');
  assert.throws(() => makeFolder(join(folder, 'file', 'a', 'b')), { code: 'ENOTDIR' });
  if (process.platform === 'linux') assert.throws(() => makeFolder('/proc/nowhere/a'), { code: 'ENOENT' });
});
