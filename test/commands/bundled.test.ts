import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type Result, resultSchema } from '../../src/analysis/index.js';
import { noPython } from '../fixtures/python.js';
import { kelvin, ROOT, temporaryFolder } from './kelvin.js';

/** The bundled scenarios, on real processes: each must come out as its code implies. */
const folder = temporaryFolder(after);

async function tune(name: string, ...options: string[]): Promise<Result> {
  const scenario = join(ROOT, 'scenarios', `${name}.yaml`);
  const args = ['tune', scenario, '--json', '-', '--out', join(folder, name), ...options];
  const { stdout, stderr, code } = await kelvin(args);
  assert.equal(code, 0, stderr);
  return resultSchema.parse(JSON.parse(stdout));
}

const sizeOf = (result: Result, memorySize: number) => result.sizes.find((it) => it.memorySizeMB === memorySize);
const enforced = ({ target }: Result): boolean => target.cpu?.enforced === true && target.memory?.enforced === true;

test('io-bound waits, which no memory buys: the smallest size alone is the cheapest', async () => {
  const { recommendation } = await tune('io-bound', '--memory', '128,512,1024', '--cold', '6', '--warm', '12');
  assert.equal(recommendation?.memorySizeMB, 128);
  assert.deepEqual(recommendation?.tiedMemorySizesMB, [128]);
});

/** Far apart, as a shared machine's speed changes by a third within a run: the benchmark measures how close it comes. */
test('cpu-bound is fastest with one vCPU: a seventh of it takes about seven times as long, four are of no use', async (t) => {
  const sizes = ['--memory', '256,1769,7076', '--within', '100%'];
  const result = await tune('cpu-bound', ...sizes, '--cold', '6', '--warm', '12');
  if (!enforced(result)) return t.skip('CPU is not enforced on this host');
  assert.equal(result.recommendation?.memorySizeMB, 1769);
  const seventh = sizeOf(result, 256)?.warm.durationMs?.median ?? 0;
  const whole = sizeOf(result, 1769)?.warm.durationMs?.median ?? 0;
  assert.ok(seventh / whole > 4 && seventh / whole < 12, `${seventh} ms against ${whole} ms`);
});

test('memory-hungry cannot run at 128 MB: a finding, and the next size is recommended', async (t) => {
  const result = await tune('memory-hungry', '--memory', '128,256,512', '--cold', '6', '--warm', '12');
  if (!enforced(result)) return t.skip('memory is not enforced on this host');
  assert.equal(result.recommendation?.memorySizeMB, 256);
  const smallest = sizeOf(result, 128);
  assert.equal(smallest?.status, 'failed');
  assert.equal(smallest?.failures[0]?.errorType, 'Runtime.OutOfMemory');
  assert.equal(smallest?.costPerMillionUsd, null);
  assert.equal(smallest?.maxMemoryUsedMB, 128);
});

test('heavy-init pays for its INIT, at the same speed at every size: the smallest is the cheapest', async () => {
  // 1,769 MB, as 1,024 costs but a fifth more: on a noisy host two dozen invocations do not tell that from 128.
  const result = await tune('heavy-init', '--memory', '128,1769', '--cold', '6', '--warm', '30');
  assert.equal(result.recommendation?.memorySizeMB, 128);
  assert.ok((sizeOf(result, 128)?.cold.initDurationMs?.median ?? 0) > 100);
});

test('python is measured, and the interpreter that ran is named', { skip: noPython }, async () => {
  const python = await tune('python', '--memory', '1769', '--cold', '1', '--warm', '6', '--max-duration', 'p95=5s');
  assert.equal(python.recommendation?.memorySizeMB, 1769);
  assert.match(python.function.runtimeUsed ?? 'python3.13', /python/i);
});

test('custom-runtime is measured: its bootstrap speaks the Runtime API in Bash', async () => {
  const custom = await tune('custom-runtime', '--memory', '1769', '--cold', '1', '--warm', '6');
  assert.equal(custom.recommendation?.memorySizeMB, 1769);
  assert.equal(custom.function.runtime, 'provided.al2023');
});

test('mixed waits and computes: its balance is neither end', async (t) => {
  const result = await tune('mixed', '--memory', '128,512,3008', '--cold', '6', '--warm', '12');
  if (!enforced(result)) return t.skip('CPU is not enforced on this host');
  assert.equal(result.recommendation?.memorySizeMB, 512);
});
