import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type Result, resultSchema } from '../../src/analysis/index.js';
import { noPython } from '../fixtures/python.js';
import { assertDone } from './assert-done.js';
import { kelvinHere, ROOT, temporaryFolder } from './kelvin.js';
import { assertLoadedInItsTime, countBy, type Recorded, recordedIn } from './load/load-run.js';

/**
 * The bundled scenarios, on real processes, as far as it does not hang on how fast the machine is at the moment. Which size
 * comes out best `npm run bench:optimum` measures, and holds it against what the code implies.
 */
const folder = temporaryFolder(after);

async function tune(name: string, ...options: string[]): Promise<Result> {
  const scenario = join(ROOT, 'scenarios', `${name}.yaml`);
  const args = ['tune', scenario, '--json', '-', '--out', join(folder, name), ...options];
  const finished = await kelvinHere(args);
  assertDone(finished);
  return resultSchema.parse(JSON.parse(finished.stdout));
}

const sizeOf = (result: Result, memorySize: number) => result.sizes.find((it) => it.memorySizeMB === memorySize);
/** A host with other work disturbs measurements, and they are no failures. */
const failed = ({ sizes }: Result): number[] =>
  sizes.filter(({ status, failures }) => status === 'failed' || failures.length > 0).map((it) => it.memorySizeMB);

test('io-bound reaches its backend at every size', async () => {
  const result = await tune('io-bound', '--memory', '128,1024', '--cold', '2', '--warm', '4');
  assert.deepEqual(failed(result), []);
});

test('memory-hungry cannot run at 128 MB: a finding, and the next size is recommended', async (t) => {
  const result = await tune('memory-hungry', '--memory', '128,256', '--cold', '3', '--warm', '6');
  if (result.target.memory?.enforced !== true) return t.skip('memory is not enforced on this host');
  assert.ok([256, undefined].includes(result.recommendation?.memorySizeMB));
  const smallest = sizeOf(result, 128);
  assert.equal(smallest?.status, 'failed');
  assert.equal(smallest?.failures[0]?.errorType, 'Runtime.OutOfMemory');
  assert.equal(smallest?.costPerMillionUsd, null);
  assert.equal(smallest?.maxMemoryUsedMB, 128);
});

test('python is measured, and the interpreter that ran is named', { skip: noPython }, async () => {
  const python = await tune('python', '--memory', '1769', '--cold', '1', '--warm', '6', '--max-duration', 'p95=5s');
  assert.deepEqual(failed(python), []);
  assert.match(python.function.runtimeUsed ?? 'python3.13', /python/i);
});

test('custom-runtime is measured: its bootstrap speaks the Runtime API in Bash', async () => {
  const custom = await tune('custom-runtime', '--memory', '1769', '--cold', '1', '--warm', '6');
  assert.deepEqual(failed(custom), []);
  assert.equal(custom.function.runtime, 'provided.al2023');
});

/** Of those that are loads one stands for all: what each function answers is seen under its load, below. */
for (const name of ['cpu-bound', 'heavy-init', 'mixed', 'steady-api']) {
  test(`${name} answers every invocation`, async () => {
    const result = await tune(name, '--memory', '1769', '--cold', '1', '--warm', '3');
    assert.deepEqual(failed(result), []);
  });
}

/** Every request of a bundled load, at one size; what the machine had time for decides how long each took, not whether. */
async function loaded(name: string, ...options: string[]): Promise<Recorded> {
  const out = join(folder, `load-${name}`);
  const scenario = join(ROOT, 'scenarios', `${name}.yaml`);
  const finished = await kelvinHere(['load', scenario, '--memory', '1024', '--seed', '1', '--out', out, ...options]);
  const recorded = recordedIn(out);
  const kinds = countBy(recorded.requests, ({ outcome }) => outcome.kind);
  assert.deepEqual(kinds, { answered: recorded.requests.length }, finished.stderr);
  assert.equal(recorded.end?.reason, 'complete');
  assertLoadedInItsTime(finished);
  return recorded;
}

test('burst-after-idle starts no more environments than its largest burst has requests', async () => {
  const { requests } = await loaded('burst-after-idle');
  const cold = requests.filter(
    (it) => it.outcome.kind === 'answered' && it.outcome.report?.initDurationMs !== undefined,
  );
  assert.equal(requests.length, 28);
  assert.ok(cold.length >= 1 && cold.length <= 12, `${cold.length} cold starts`);
});

test('queue-consumer sends batches of both sizes in steps, and loses none', async () => {
  const { requests, header } = await loaded('queue-consumer', '--for', '6s');
  assert.deepEqual(
    header.load.phases.map(({ name }) => name),
    ['step 2/s', 'step 6/s'],
  );
  assert.deepEqual(
    countBy(requests, ({ phase }) => phase),
    { 0: 8, 1: 12 },
  );
  assert.deepEqual([...new Set(requests.map(({ payload }) => payload))].sort(), ['full batch', 'rest of a batch']);
});

test('steady-api is called by its function URL, and each report is found in the log group', async () => {
  const { requests, reports, header } = await loaded('steady-api', '--for', '3s');
  assert.equal(header.load.via.kind, 'function-url');
  assert.ok(requests.length > 30, `${requests.length}`);
  assert.equal(reports.length, requests.length);
});
