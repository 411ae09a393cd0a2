import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ownName, sweep } from '../../../src/emulator/limits/identity.js';

/** No process has it: the kernel's largest is 4,194,304. */
const NOBODY_S = 'kelvin-9999999-1';
const UNPRIVILEGED = 65_534;

test('an emulator starts beside what a dead one of another user has left, and takes away its own', async (t) => {
  const root = mkdtempSync(join(tmpdir(), 'kelvin-sweep-'));
  t.after(() => {
    chmodSync(join(root, NOBODY_S), 0o755);
    rmSync(root, { recursive: true });
  });
  chmodSync(root, 0o777);
  mkdirSync(join(root, NOBODY_S, 'code'), { recursive: true });
  chmodSync(join(root, NOBODY_S), 0o555);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(UNPRIVILEGED);
  try {
    mkdirSync(join(root, `${NOBODY_S}-2`));
    await sweep([], join(root, ownName()));
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
  assert.deepEqual(
    [NOBODY_S, `${NOBODY_S}-2`].map((name) => existsSync(join(root, name))),
    [true, false],
  );
});
