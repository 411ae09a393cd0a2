import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { megabytes } from '../../../src/units/index.js';
import type { AllocationCase } from '../../benchmarks/fidelity/memory/cases.js';
import { NODE_WORK } from '../../benchmarks/fidelity/memory/node-work.js';
import { PYTHON_WORK } from '../../benchmarks/fidelity/memory/python-work.js';
import { Bench, isEnforced, whyNotEnforced } from '../harness.js';

let bench: Bench;
before(async () => {
  bench = await Bench.start();
});
after(() => bench.close());

const SIZE = megabytes(512);
let made = 0;

/** What Max Memory Used says of work in an environment of its own. */
async function used(runtime: AllocationCase['runtime'], way: string, n: number): Promise<number | undefined> {
  made += 1;
  const source = runtime === 'nodejs24.x' ? NODE_WORK : PYTHON_WORK;
  await bench.create(`work-${made}`, source, { Runtime: runtime, MemorySize: SIZE, Timeout: 60 });
  const { payload, functionError, report } = await bench.invoke(`work-${made}`, { way, n });
  if ((payload as { errorType?: string }).errorType === 'Runtime.InvalidEntrypoint') return undefined;
  assert.equal(functionError, undefined, JSON.stringify(payload));
  return report.maxMemoryUsedMB;
}

describe('Max Memory Used counts', () => {
  const ways: readonly [AllocationCase['runtime'], string, number][] = [
    ['nodejs24.x', 'buffer, given back', 100],
    ['nodejs24.x', 'child, gone', 100],
    ['nodejs24.x', 'buffer, never touched', 0],
    ['nodejs24.x', 'file in /tmp, written', 100],
    ['python3.13', 'shared by three forks', 100],
    ['python3.13', 'fork that writes', 200],
    ['python3.13', 'three children in turn', 100],
    ['python3.13', 'file in memory', 100],
  ];
  for (const [runtime, way, expected] of ways) {
    test(`of 100 MB, ${way}: ${expected}`, async (t) => {
      if (!isEnforced(bench)) return t.skip(whyNotEnforced(bench));
      const [without, taken] = [await used(runtime, way, 0), await used(runtime, way, 100)];
      if (without === undefined || taken === undefined) return t.skip(`there is no ${runtime}`);
      assert.ok(Math.abs(taken - without - expected) <= Math.max(6, expected * 0.05), `${taken - without} MB`);
    });
  }

  test('what an environment had in an earlier invocation', async () => {
    await bench.create('earlier', NODE_WORK, { MemorySize: SIZE, Timeout: 60 });
    const first = await bench.invoke('earlier', { way: 'buffer, given back', n: 100 });
    const second = await bench.invoke('earlier', { way: 'nothing', n: 0 });
    assert.ok(second.report.maxMemoryUsedMB >= first.report.maxMemoryUsedMB);
  });
});
