import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { CreateFunctionCommandInput, Runtime } from '@aws-sdk/client-lambda';
import { megabytes } from '../../../src/units/index.js';
import { extension, layerOf } from '../extensions/extension-source.js';
import { Bench, isEnforced, type Source, whyNotEnforced } from '../harness.js';
import { whyNoNode } from '../visible-node.js';

let bench: Bench;
before(async () => {
  bench = await Bench.start();
});
after(() => bench.close());

const SMALL = megabytes(128);
/** Takes all that there is. */
const TAKE = 'const all = []; for (;;) all.push(Buffer.alloc(1e7, 1));';

async function run(name: string, source: Source, more: Partial<CreateFunctionCommandInput> = {}) {
  await bench.create(name, source, { MemorySize: SMALL, Timeout: 60, ...more });
  return bench.invoke(name);
}

const killed = (requestId: string, how = 'signal: killed') => ({
  errorType: 'Runtime.OutOfMemory',
  errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: ${how}`,
});

describe('beyond the memory size', () => {
  test('a runtime is killed, and its environment begins again', async (t) => {
    if (!isEnforced(bench)) return t.skip(whyNotEnforced(bench));
    const code = `exports.handler = async (event) => { if (event.small) return process.pid; ${TAKE} }`;
    const { payload, functionError, report, log } = await run('runtime', { 'index.js': code });
    assert.deepEqual(payload, killed(report.requestId));
    assert.equal(functionError, 'Unhandled');
    assert.deepEqual([report.status, report.errorType], ['error', 'Runtime.OutOfMemory']);
    assert.equal(report.maxMemoryUsedMB, SMALL);
    // One line says it all, since 2024: the older style had one of its own for the error.
    assert.doesNotMatch(log, /Error: Runtime exited/);
    const next = await bench.invoke('runtime', { small: true });
    assert.equal(next.functionError, undefined);
    assert.equal(next.report.initDurationMs, undefined);
    // "The maximum memory used across all invocations" of the environment.
    assert.equal(next.report.maxMemoryUsedMB, SMALL);
  });

  /** As on AWS: nothing is caught there either (getsentry/sentry-python#4013, 2025-01). */
  test('a runtime of Python is killed, and no allocation fails', async (t) => {
    if (!isEnforced(bench)) return t.skip(whyNotEnforced(bench));
    const code = `
def handler(event, context):
    taken = []
    try:
        while True:
            taken.append(b'x' * 10_000_000)
    except MemoryError:
        return 'caught'
`;
    const { payload, report } = await run('grows', { 'index.py': code }, { Runtime: 'python3.13' as Runtime });
    if ((payload as { errorType?: string }).errorType === 'Runtime.InvalidEntrypoint') return t.skip('no Python here');
    assert.deepEqual(payload, killed(report.requestId));
  });

  test('a child is killed, and the runtime lives on', async (t) => {
    if (!isEnforced(bench)) return t.skip(whyNotEnforced(bench));
    const child = `require('node:child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(TAKE)}])`;
    const code = `exports.handler = async () => { const { signal } = ${child}; return { signal, pid: process.pid } }`;
    const { payload, report } = await run('child', { 'index.js': code });
    const { signal, pid } = payload as { signal: string; pid: number };
    assert.equal(signal, 'SIGKILL');
    assert.equal(report.status, undefined);
    assert.equal(report.maxMemoryUsedMB, SMALL);
    assert.equal(((await bench.invoke('child')).payload as { pid: number }).pid, pid);
  });

  test('a runtime in shell says with which status it ended', async (t) => {
    if (!isEnforced(bench)) return t.skip(whyNotEnforced(bench));
    const content = '#!/bin/sh\ntail -n 1 /dev/zero\nexit $?\n';
    const more = { Runtime: 'provided.al2023' as Runtime, Handler: 'any' };
    const { payload, report } = await run('shell', { bootstrap: { content, mode: 0o100755 } }, more);
    assert.deepEqual(payload, killed(report.requestId, 'exit status 137'));
  });

  test('INIT fails, and fails once more inside the invocation', async (t) => {
    if (!isEnforced(bench)) return t.skip(whyNotEnforced(bench));
    const { payload, report, log } = await run('init', { 'index.js': TAKE });
    assert.deepEqual(payload, killed(report.requestId));
    assert.equal(report.errorType, 'Runtime.OutOfMemory');
    for (const phase of ['init', 'invoke']) {
      assert.match(log, new RegExp(`Phase: ${phase}\\tStatus: error\\tError Type: Runtime.OutOfMemory`));
    }
  });

  test('an extension crashes, and takes the invocation with it', { skip: whyNoNode }, async (t) => {
    if (!isEnforced(bench)) return t.skip(whyNotEnforced(bench));
    const hungry = extension(`await register(['INVOKE']); await next(); ${TAKE}`);
    const Layers = [await layerOf(bench, 'hungry', { hungry })];
    const code = 'exports.handler = () => new Promise((resolve) => setTimeout(resolve, 50_000))';
    const { payload, report } = await run('extension', { 'index.js': code }, { Layers, MemorySize: 256 });
    assert.deepEqual(payload, {
      errorType: 'Extension.Crash',
      errorMessage: `RequestId: ${report.requestId} Error: signal: killed`,
    });
    assert.equal(report.maxMemoryUsedMB, 256);
  });
});

describe('within the memory size', () => {
  test("Node.js gives up at the heap limit that a function has set: that is no OutOfMemory of Lambda's", async () => {
    const code = 'exports.handler = async () => { const all = []; for (;;) all.push([Math.random()]) }';
    const Environment = { Variables: { NODE_OPTIONS: '--max-old-space-size=40' } };
    const { payload, report, log } = await run('heap', { 'index.js': code }, { Environment, MemorySize: 1024 });
    assert.deepEqual(payload, {
      errorType: 'Runtime.ExitError',
      errorMessage: `RequestId: ${report.requestId} Error: Runtime exited with error: signal: aborted`,
    });
    assert.match(log, /JavaScript heap out of memory/);
    assert.ok(report.maxMemoryUsedMB < 512, `${report.maxMemoryUsedMB} MB`);
  });

  test('a MemoryError of Python is an error like another, and the runtime lives on', async () => {
    const code =
      'import os\ndef handler(event, context):\n    return bytearray(1 << 60) if event == {} else os.getpid()\n';
    await bench.create('python', { 'index.py': code }, { Runtime: 'python3.13', MemorySize: SMALL });
    const pid = (await bench.invoke('python', 1)).payload;
    const { payload, functionError } = await bench.invoke('python');
    if ((payload as { errorType?: string }).errorType === 'Runtime.InvalidEntrypoint') return;
    assert.equal(functionError, 'Unhandled');
    assert.equal((payload as { errorType: string }).errorType, 'MemoryError');
    assert.equal((await bench.invoke('python', 1)).payload, pid);
  });

  test('a file larger than that is written and read: page cache makes room', async () => {
    const code = `
      const fs = require('node:fs');
      const block = Buffer.alloc(1048576, 1);
      exports.handler = async () => {
        const file = fs.openSync('/tmp/large', 'w+');
        for (let i = 0; i < 300; i++) fs.writeSync(file, block);
        let read = 0;
        for (let n; (n = fs.readSync(file, block, 0, block.length, read)) > 0; ) read += n;
        fs.closeSync(file);
        fs.unlinkSync('/tmp/large');
        return read / 1048576;
      };`;
    const { payload, report } = await run('file', { 'index.js': code }, { Timeout: 300 });
    assert.equal(payload, 300);
    assert.equal(report.status, undefined);
  });
});
