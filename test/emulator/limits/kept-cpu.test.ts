import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { separate } from '../../../src/emulator/limits/kept-cpu.js';
import { megabytes } from '../../../src/units/index.js';

const folder = mkdtempSync(join(tmpdir(), 'kept-cpu-'));
after(() => rmSync(folder, { recursive: true }));

/** A host whose status lists these CPUs. */
function host(list: string, hasTaskset = true): string {
  const root = mkdtempSync(join(folder, 'root-'));
  for (const path of ['proc/self', 'usr/bin']) mkdirSync(join(root, path), { recursive: true });
  writeFileSync(join(root, 'proc/self/status'), `Cpus_allowed_list:\t${list}\n`);
  const taskset = join(root, 'usr/bin/taskset');
  if (hasTaskset) writeFileSync(taskset, '');
  if (hasTaskset) chmodSync(taskset, 0o755);
  return root;
}

describe('a CPU for the emulator and its client', () => {
  test('is the last of four or more, which functions do not get while there are others', () => {
    const bound: (readonly number[])[] = [];
    const { placement, apart, end } = separate(host('0-3'), (_, cpus) => bound.push(cpus));
    assert.deepEqual(apart, { kept: true, cpus: [3] });
    assert.deepEqual(bound, [[3]]);
    const taken = [128, 3008, 5307, 128].map((size) => placement.take(megabytes(size)));
    assert.deepEqual(taken, [
      [0, 1],
      [0, 2],
      [0, 1, 2],
      [1, 2],
    ]);
    end();
    assert.deepEqual(bound, [[3], [0, 1, 2, 3]]);
  });

  test('is a function’s too where it finds more on AWS than are left, and it is told so: it would begin on one alone', () => {
    const { placement } = separate(host('0-3'), () => {});
    assert.deepEqual(placement.prefixFor(megabytes(10_240)), ['/usr/bin/taskset', '--cpu-list', '0,1,2,3']);
  });

  const reasons: readonly (readonly [string, string, RegExp])[] = [
    ['of two CPUs', host('0-1'), /^of 2 CPUs none can be kept from functions$/],
    ['of three', host('0,2,5'), /^of 3 CPUs/],
    ['without taskset', host('0-7', false), /no taskset/],
    ['where the system does not say', join(folder, 'nowhere'), /does not say/],
  ];
  for (const [name, root, reason] of reasons) {
    test(`is not kept ${name}, and the facts say why`, () => {
      const { apart, end } = separate(root, () => assert.fail('nothing is to be moved'));
      assert.match(apart.kept ? '' : apart.reason, reason);
      end();
    });
  }

  test('is not kept where the emulator may not be moved', () => {
    const refuse = () => {
      throw new Error('Operation not permitted');
    };
    const { apart, placement } = separate(host('0-3'), refuse);
    assert.match(apart.kept ? '' : apart.reason, /could not move/);
    assert.deepEqual(placement.take(megabytes(5307)), [0, 1, 2]);
    assert.deepEqual(placement.take(megabytes(10_240)), undefined);
  });
});
