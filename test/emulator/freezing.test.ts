import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Bench } from './harness.js';
import { isRunning, processesOf } from './host-processes.js';

let bench: Bench;
before(async () => {
  bench = await Bench.start();
});
after(() => bench.close());

const pause = (span: number) => new Promise((resolve) => setTimeout(resolve, span));

describe('between two invocations', () => {
  test('neither the function, nor its threads and its children run', async () => {
    const code = `
    const { spawn } = require('node:child_process');
    const { readFileSync } = require('node:fs');
    const { Worker } = require('node:worker_threads');
    const count = (n) => 'let n = 0; setInterval(() => ' + n + ', 1)';
    let ticks = 0;
    setInterval(() => ticks++, 1);
    const shared = new Int32Array(new SharedArrayBuffer(4));
    new Worker('const { workerData } = require("node:worker_threads");' + count('workerData[0]++'), {
      eval: true,
      workerData: shared,
    });
    const file = '/tmp/ticks-of-' + process.pid;
    const child = count('require("fs").writeFileSync(' + JSON.stringify(file) + ', String(++n))');
    spawn(process.execPath, ['-e', child], { detached: true, stdio: 'ignore' });
    const ofChild = () => { try { return Number(readFileSync(file, 'utf8')); } catch { return 0; } };
    exports.handler = async () => {
      while (ofChild() === 0 || shared[0] === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      return { ticks, thread: shared[0], child: ofChild() };
    };`;
    await bench.create('ticks', { 'index.js': code });
    type Ticks = Record<'ticks' | 'thread' | 'child', number>;
    const before = (await bench.invoke('ticks')).payload as Ticks;
    await pause(1000);
    const after = (await bench.invoke('ticks')).payload as Ticks;
    for (const who of ['ticks', 'thread', 'child'] as const) {
      assert.ok(after[who] - before[who] < 300, `${who}: ${after[who] - before[who]} in a second`);
    }
  });

  test('all clocks go on, and a timer that is due by then goes off at the next invocation', async () => {
    const code = `
    const clocks = () => ({ epoch: Date.now(), monotonic: performance.now(), hrtime: Number(process.hrtime.bigint()) / 1e6 });
    let fired;
    const goneOff = new Promise((resolve) => { fired = resolve; });
    let timer;
    exports.handler = async ({ wait }) => {
      timer ??= setTimeout(() => fired(clocks()), 2000);
      return { now: clocks(), fired: wait ? await goneOff : null };
    };`;
    type Clocks = Record<'epoch' | 'monotonic' | 'hrtime', number>;
    type Told = { readonly now: Clocks; readonly fired: Clocks | null };
    await bench.create('clocks', { 'index.js': code });
    const first = (await bench.invoke('clocks', { wait: false })).payload as Told;
    await pause(2500);
    const thawedAt = Date.now();
    const { payload, report } = await bench.invoke('clocks', { wait: true });
    const answeredAt = Date.now();
    const { now, fired } = payload as Told;
    for (const clock of ['epoch', 'monotonic', 'hrtime'] as const) {
      // One millisecond for the timer of this test, which may fire a fraction early.
      assert.ok(now[clock] - first.now[clock] >= 2499, `${clock}: ${now[clock] - first.now[clock]} ms`);
    }
    assert.ok((fired?.epoch ?? 0) >= thawedAt, `${fired?.epoch}, thawed at ${thawedAt}`);
    assert.equal(report.initDurationMs, undefined);
    // The pause is nobody's Duration; two milliseconds for clocks that are read in whole ones.
    const waitedMs = answeredAt - thawedAt;
    assert.ok(report.durationMs <= waitedMs + 2, `${report.durationMs} ms where its caller waited for ${waitedMs}`);
  });

  test('an interval does not make up for what it has missed', async () => {
    const code = `
    let ticks = 0;
    let interval;
    exports.handler = async () => {
      interval ??= setInterval(() => ticks++, 100);
      const before = ticks;
      await new Promise((resolve) => setTimeout(resolve, 10));
      return { before, after: ticks };
    };`;
    await bench.create('interval', { 'index.js': code });
    await bench.invoke('interval');
    await pause(1500);
    const { before, after } = (await bench.invoke('interval')).payload as { before: number; after: number };
    // Fifteen were due; room for a machine that is slow to freeze.
    assert.ok(after < 12, `${before} before, ${after} after`);
  });
});

test('a frozen environment is stopped like another', async () => {
  await bench.create('frozen', { 'index.js': 'const id = Math.random(); exports.handler = async () => id' });
  const id = (await bench.invoke('frozen')).payload;
  const pids = processesOf('frozen');
  assert.notDeepEqual(pids, []);
  await pause(100);
  await bench.create('other', { 'index.js': 'exports.handler = async () => 1' });
  assert.equal((await bench.invoke('frozen')).payload, id);
  await pause(100);
  await bench.close();
  while (pids.some(isRunning)) await pause(10);
});
