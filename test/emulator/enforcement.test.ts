import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { milliseconds } from '../../src/units/index.js';
import { Bench, isEnforced, whyNotEnforced } from './harness.js';
import { isRunning, processesOf } from './host-processes.js';

let bench: Bench;
before(async () => {
  bench = await Bench.start();
});
after(() => bench.close());

const counter = { 'index.js': 'let n = 0; exports.handler = async (event) => ({ n: ++n, event })' };

describe('the limits', () => {
  test('a quarter of the memory size has no more than a quarter of the CPU', async (t) => {
    if (!isEnforced(bench)) return t.skip(whyNotEnforced(bench));
    const burn = {
      'index.mjs':
        'export const handler = async () => { const s = process.cpuUsage(); const t = performance.now(); for (;;) { const { user, system } = process.cpuUsage(s); if (user + system > 150000) return performance.now() - t } }',
    };
    await bench.create('quarter', burn, { MemorySize: 443 });
    const quarter = (await bench.invoke('quarter')).report.durationMs;
    // 150 ms of CPU take four times as long at least, and longer where the machine has other work. How fast the whole of
    // it is, `npm run bench:cpu-share` says.
    assert.ok(quarter > 480, `${quarter} ms with a quarter`);
  });

  test('INIT has the whole CPU', async (t) => {
    if (!isEnforced(bench)) return t.skip(whyNotEnforced(bench));
    const code = `
      const burn = () => { const s = process.cpuUsage(); for (;;) { const { user, system } = process.cpuUsage(s); if (user + system > 200000) return } };
      burn();
      exports.handler = async () => burn();`;
    await bench.create('busy-init', { 'index.js': code }, { MemorySize: 128 });
    const { initDurationMs, durationMs } = (await bench.invoke('busy-init')).report;
    // With the quota of 128 MB the same takes 2.8 seconds at least, which no other work of the machine makes less.
    assert.ok(initDurationMs !== undefined && initDurationMs < durationMs, `${initDurationMs} and ${durationMs} ms`);
  });

  test('who takes more memory than it has is killed, and used all of it', async (t) => {
    if (!isEnforced(bench)) return t.skip(whyNotEnforced(bench));
    await bench.create(
      'hungry',
      { 'index.js': 'const all = []; exports.handler = async () => { for (;;) all.push(Buffer.alloc(1e7, 1)) }' },
      { MemorySize: 256 },
    );
    const { payload, report } = await bench.invoke('hungry');
    assert.deepEqual(payload, {
      errorType: 'Runtime.OutOfMemory',
      errorMessage: `RequestId: ${report.requestId} Error: Runtime exited with error: signal: killed`,
    });
    assert.deepEqual([report.maxMemoryUsedMB, report.status, report.errorType], [256, 'error', 'Runtime.OutOfMemory']);
  });

  test('Max Memory Used follows what the function holds', async () => {
    await bench.create('holds', {
      'index.js': 'let held; exports.handler = async (e) => { held = Buffer.alloc(e.bytes, 1); return 1 }',
    });
    const little = await bench.invoke('holds', { bytes: 1 });
    const much = await bench.invoke('holds', { bytes: 100 * 1_048_576 });
    const grown = much.report.maxMemoryUsedMB - little.report.maxMemoryUsedMB;
    assert.ok(grown >= 90 && grown <= 130, `${grown} MB`);
  });
});

test('an environment that nobody uses stops after its idle time', async () => {
  const short = await Bench.start({ idleTimeout: milliseconds(150) });
  try {
    await short.create('idle', counter);
    await short.invoke('idle');
    const pids = processesOf('idle');
    assert.notDeepEqual(pids, []);
    while (pids.some(isRunning)) await sleep(20);
    assert.notEqual((await short.invoke('idle')).report.initDurationMs, undefined);
  } finally {
    await short.close();
  }
});
