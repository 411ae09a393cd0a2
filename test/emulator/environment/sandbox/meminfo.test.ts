import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { meminfo, updateMeminfo, writeMeminfo } from '../../../../src/emulator/environment/sandbox/meminfo.js';
import { megabytes } from '../../../../src/units/index.js';

const fieldOf = (text: string, name: string) => Number(new RegExp(`^${name}: +(\\d+) kB$`, 'm').exec(text)?.[1]);

test('a function sees a machine of its memory size, and what it has left', () => {
  const text = meminfo(megabytes(512), megabytes(75));
  assert.equal(fieldOf(text, 'MemTotal'), 512 * 1024);
  assert.equal(fieldOf(text, 'MemAvailable'), 437 * 1024);
  assert.equal(fieldOf(text, 'MemFree'), 437 * 1024);
  assert.equal(fieldOf(text, 'SwapTotal'), 0);
});

test('has never less than nothing left', () => {
  assert.equal(fieldOf(meminfo(megabytes(128), megabytes(129)), 'MemAvailable'), 0);
});

test('has its fields in the order and the form that programs read on Linux', {
  skip: process.platform !== 'linux',
}, () => {
  const names = (text: string) => text.split('\n').map((line) => line.split(':')[0]);
  const real = names(readFileSync('/proc/meminfo', 'utf8'));
  const own = names(meminfo(megabytes(10_240), megabytes(9)));
  assert.deepEqual(
    real.filter((name) => own.includes(name)),
    own.filter((name) => real.includes(name)),
  );
});

test('an update leaves the file as long as it was, whatever the figures', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'kelvin-meminfo-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'meminfo');
  writeMeminfo(path, megabytes(10_240));
  for (const used of [9_999, 10_240, 1]) {
    updateMeminfo(path, megabytes(10_240), megabytes(used));
    assert.equal(readFileSync(path, 'utf8'), meminfo(megabytes(10_240), megabytes(used)));
  }
});
