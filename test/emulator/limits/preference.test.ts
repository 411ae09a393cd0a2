import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { preferFunctions, startAtPriority } from '../../../src/emulator/limits/preference.js';

const isRoot = process.getuid?.() === 0;

test('the groups of functions weigh a hundred times the usual, where the kernel has weights', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'kelvin-preference-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'cpu.shares'), '1024');
  preferFunctions([folder, join(folder, 'no such group')])();
  assert.equal(readFileSync(join(folder, 'cpu.shares'), 'utf8'), '102400');
});

test('the emulator has its own priority back in the end', () => {
  const before = getPriority();
  const end = preferFunctions([]);
  assert.ok(!isRoot || getPriority() < before);
  end();
  assert.equal(getPriority(), before);
});

test('a function that a preferred emulator starts has the usual priority', async (t) => {
  if (!isRoot) return t.skip('only root may raise a priority');
  t.after(preferFunctions([]));
  const child = spawn('sleep', ['60']);
  t.after(async () => {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  });
  startAtPriority(child.pid);
  assert.equal(getPriority(child.pid), 0);
});

test('a function of an emulator that was started at a low priority keeps that', async (t) => {
  const child = spawn('sleep', ['60']);
  t.after(async () => {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  });
  setPriority(child.pid ?? 0, 5);
  startAtPriority(child.pid);
  assert.equal(getPriority(child.pid), 5);
});
