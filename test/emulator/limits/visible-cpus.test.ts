import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { CpuPlacement, cpuPlacement, parseCpuList, visibleCpus } from '../../../src/emulator/limits/visible-cpus.js';
import { megabytes } from '../../../src/units/index.js';

const eight = [0, 1, 2, 3, 4, 5, 6, 7];

describe('the CPUs that a function finds', () => {
  test("are AWS's number for the size", () => {
    const sizes = [128, 3008, 3009, 5307, 5308, 7076, 7077, 8845, 8846, 10_240].map(megabytes);
    assert.deepEqual(sizes.map(visibleCpus), [2, 2, 3, 3, 4, 4, 5, 5, 6, 6]);
  });

  test('are others for each environment in turn', () => {
    const placement = new CpuPlacement('taskset', eight);
    const taken = [128, 5307, 128, 3008, 128].map((size) => placement.take(megabytes(size)));
    assert.deepEqual(taken, [
      [0, 1],
      [2, 3, 4],
      [5, 6],
      [0, 7],
      [1, 2],
    ]);
  });

  test('are not those kept for the driver, where there are enough others', () => {
    const placement = new CpuPlacement('taskset', [0, 1, 2], [0]);
    assert.deepEqual(placement.take(megabytes(128)), [1, 2]);
    assert.deepEqual(placement.take(megabytes(128)), [1, 2]);
    const two = new CpuPlacement('taskset', [0, 1, 2, 3], [0, 1]);
    assert.deepEqual(two.take(megabytes(5307)), [0, 2, 3]);
    assert.deepEqual(two.take(megabytes(10_240)), [0, 1, 2, 3]);
  });

  test('are all that the host has where it has no more than that', () => {
    assert.deepEqual(new CpuPlacement('taskset', [0, 1]).prefixFor(megabytes(128)), []);
    assert.deepEqual(new CpuPlacement('taskset', [0, 1, 2]).prefixFor(megabytes(10_240)), []);
  });

  test('are given by taskset, which is put in front', () => {
    assert.deepEqual(new CpuPlacement('/bin/taskset', eight).prefixFor(megabytes(128)), [
      '/bin/taskset',
      '--cpu-list',
      '0,1',
    ]);
    assert.deepEqual(new CpuPlacement(undefined, eight).prefixFor(megabytes(128)), []);
  });
});

test('the CPUs that the emulator may use itself are read from its status', () => {
  const root = mkdtempSync(join(tmpdir(), 'emulator-cpus-'));
  try {
    for (const folder of ['proc/self', 'usr/bin']) mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, 'proc/self/status'), 'Name:\tnode\nCpus_allowed:\t2f\nCpus_allowed_list:\t0-3,5\n');
    assert.deepEqual(cpuPlacement(root).prefixFor(megabytes(128)), []);
    writeFileSync(join(root, 'usr/bin/taskset'), '');
    chmodSync(join(root, 'usr/bin/taskset'), 0o755);
    assert.deepEqual(cpuPlacement(root).prefixFor(megabytes(7077)), []);
    assert.deepEqual(cpuPlacement(join(root, 'nowhere')).prefixFor(megabytes(128)), []);
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('a list of CPUs may have ranges', () => {
  assert.deepEqual(parseCpuList('0-2,5'), [0, 1, 2, 5]);
  assert.deepEqual(parseCpuList('7'), [7]);
  assert.deepEqual(parseCpuList(''), []);
});
