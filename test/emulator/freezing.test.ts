import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Bench } from './harness.js';
import { isRunning, processesOf } from './host-processes.js';

let bench: Bench;
before(async () => {
  bench = await Bench.start();
});
after(() => bench.close());

const pause = (span: number) => new Promise((resolve) => setTimeout(resolve, span));

test('between two invocations neither the function nor its children run', async () => {
  const code = `
    const { spawn } = require('node:child_process');
    const { readFileSync, writeFileSync } = require('node:fs');
    let ticks = 0;
    setInterval(() => ticks++, 1);
    const file = '/tmp/ticks-of-' + process.pid;
    const child = 'let n = 0; setInterval(() => require("fs").writeFileSync(' + JSON.stringify(file) + ', String(++n)), 1)';
    spawn(process.execPath, ['-e', child], { detached: true, stdio: 'ignore' });
    const ofChild = () => { try { return Number(readFileSync(file, 'utf8')); } catch { return 0; } };
    exports.handler = async () => {
      while (ofChild() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      return { ticks, child: ofChild() };
    };`;
  await bench.create('ticks', { 'index.js': code });
  type Ticks = { ticks: number; child: number };
  const before = (await bench.invoke('ticks')).payload as Ticks;
  await pause(1000);
  const after = (await bench.invoke('ticks')).payload as Ticks;
  assert.ok(after.ticks - before.ticks < 300, `${after.ticks - before.ticks} ticks of a timer in a second`);
  assert.ok(after.child - before.child < 300, `${after.child - before.child} ticks of a child in a second`);
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
  assert.deepEqual(pids.filter(isRunning), []);
});
