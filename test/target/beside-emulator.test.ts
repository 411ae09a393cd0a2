import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runBeside } from '../../src/target/beside-emulator.js';

test('the driver joins the emulator on the CPU that is kept from functions, and stays where it is without one', async () => {
  const bound: (readonly number[])[] = [];
  const bind = async (cpus: readonly number[]) => bound.push(cpus);
  await runBeside(undefined, bind);
  await runBeside({}, bind);
  await runBeside({ apart: { kept: false, reason: 'of 2 CPUs none can be kept from functions' } }, bind);
  assert.deepEqual(bound, []);
  await runBeside({ apart: { kept: true, cpus: [3] } }, bind);
  assert.deepEqual(bound, [[3]]);
});

test('a driver that cannot be moved measures all the same', async () => {
  await runBeside({ apart: { kept: true, cpus: [3] } }, () => Promise.reject(new Error('no taskset')));
});
