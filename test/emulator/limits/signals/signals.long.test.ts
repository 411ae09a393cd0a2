import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, processesOf } from '../../host-processes.js';
import { Elsewhere, until } from './elsewhere.js';

const skip = existsSync('/proc/self/stat') ? false : 'there is no /proc';
const workFolder = mkdtempSync(join(tmpdir(), 'kelvin-signals-'));
after(() => rmSync(workFolder, { recursive: true, force: true }));

const BURN = `
  const burn = (ms) => { const s = process.cpuUsage(); for (;;) { const { user, system } = process.cpuUsage(s); if (user + system > ms * 1000) return; } };
  const timed = async (action) => { const start = performance.now(); await action(); return performance.now() - start; };`;

/** Forks until nobody can any more; each one leaves its group, and none of them waits for another. */
const STORM = `
  const { spawn } = require('node:child_process');
  exports.handler = async (e) => {
    if (!e.storm) return 1;
    spawn('/bin/sh', ['-c', 'f() { setsid sleep 600 & f & f & }; f'], { detached: true, stdio: 'ignore' }).on('error', () => {});
    await new Promise((resolve) => setTimeout(resolve, 20_000));
  };`;

/** Real functions on an emulator that is told to use signals: every host with /proc can do that. */
describe('stop and continue signals', { skip }, () => {
  let emulator: Elsewhere;
  before(async () => {
    emulator = await Elsewhere.start(workFolder);
  });
  after(() => emulator.end());

  test('are among the facts, with what they do less well', () => {
    const { cpu, memory } = emulator.facts;
    assert.ok(cpu.enforced && memory.enforced);
    assert.deepEqual([cpu.backend, memory.backend], ['signals', 'signals']);
    assert.match(`${cpu.caveat} ${memory.caveat}`, /stopped and continued.*looked at every 20 ms/);
  });

  // A quarter makes four times of it. A machine that is busy makes it longer, and a late thread is made up for.
  test('a quarter of the memory size has no more than a quarter of the CPU', async () => {
    await emulator.create('quarter', `${BURN} exports.handler = () => timed(() => burn(800))`, { MemorySize: 443 });
    const took = Number((await emulator.invoke('quarter')).payload);
    assert.ok(took > 1600, `800 ms of CPU took ${took} ms`);
  });

  test('children share it, those that have left the process group too', async () => {
    const code = `${BURN}
      const { spawn } = require('node:child_process');
      const ends = (it) => new Promise((resolve) => it.once('exit', resolve));
      const child = "const s = process.cpuUsage(); for (;;) { const { user, system } = process.cpuUsage(s); if (user + system > 400000) break; }";
      exports.handler = () => timed(() => Promise.all([true, false].map((detached) =>
        ends(spawn(process.execPath, ['-e', child], { detached, stdio: 'ignore' })))));`;
    await emulator.create('family', code, { MemorySize: 443 });
    const took = Number((await emulator.invoke('family')).payload);
    // Who stops them may be late by a third of a second himself, on a machine that has dozens of processes to run.
    assert.ok(took > 1600, `800 ms of CPU took ${took} ms`);
  });

  test('between invocations nothing runs', async () => {
    const code = `let last = performance.now(); let gap = 0;
      setInterval(() => { const now = performance.now(); gap = Math.max(gap, now - last); last = now; }, 1);
      exports.handler = async () => { await new Promise((resolve) => setTimeout(resolve, 50)); return gap; }`;
    await emulator.create('ticks', code, { MemorySize: 1769 });
    await emulator.invoke('ticks');
    await sleep(1500);
    const { payload } = await emulator.invoke('ticks');
    assert.ok(Number(payload) > 750, `no longer without a tick than ${payload} ms`);
  });

  test('who takes too much memory is killed, and starts again', async () => {
    const code =
      'exports.handler = async (e) => { const all = []; while (e.hold) { all.push(Buffer.alloc(1e6, 1)); } return 1 }';
    await emulator.create('hungry', code, { MemorySize: 256 });
    const { payload } = await emulator.invoke('hungry', { hold: true });
    assert.equal((payload as { errorType: string }).errorType, 'Runtime.OutOfMemory');
    assert.equal((await emulator.invoke('hungry')).payload, 1);
  });

  for (const MemorySize of [128, 443]) {
    test(`after a timeout at ${MemorySize} MB the environment is reset, and nothing of before is left but /tmp`, async () => {
      const name = `spins-${MemorySize}`;
      const code = `${BURN} const fs = require('node:fs');
        exports.handler = async (e) => {
          if (!e.spin) return fs.existsSync('/tmp/kept') ? 'kept' : 1;
          fs.writeFileSync('/tmp/kept', '');
          burn(60000);
        }`;
      await emulator.create(name, code, { MemorySize, Timeout: 2 });
      await emulator.invoke(name);
      const pids = processesOf(name);
      assert.ok(pids.length > 0);
      assert.match(JSON.stringify(await emulator.invoke(name, { spin: true })), /Task timed out after 2.00 seconds/);
      await until('what was there before is gone', () => !pids.some(isRunning));
      let { payload } = await emulator.invoke(name);
      // Its new INIT is part of this, and a busy machine may take longer for it than the Timeout is.
      while (/timed out/.test(JSON.stringify(payload))) ({ payload } = await emulator.invoke(name));
      assert.equal(payload, 'kept');
    });
  }

  test('a storm of forks is held to the processes that Lambda allows, and ends with the environment', async (t) => {
    const { sandbox } = emulator.facts;
    if (!sandbox.enforced || sandbox.user !== 'own') return t.skip('functions have no users of their own here');
    await emulator.create('storm', STORM, { MemorySize: 512, Timeout: 5 });
    await emulator.invoke('storm');
    const { error } = await emulator.invoke('storm', { storm: true });
    assert.equal(error, 'Unhandled');
    let { payload } = await emulator.invoke('storm');
    while (/timed out/.test(JSON.stringify(payload))) ({ payload } = await emulator.invoke('storm'));
    assert.equal(payload, 1);
    await until('those that were killed are gone', () => processesOf('storm').length < 10);
  });

  test('closed, the emulator leaves nobody stopped and nothing that keeps its process from ending', async () => {
    assert.equal(await emulator.end(), 0);
    assert.deepEqual(readdirSync(workFolder), []);
  });
});

describe('under signals, SIGKILL', { skip }, () => {
  const code = `${BURN} exports.handler = async (e) => { if (e.spin) burn(60000); return 1 }`;

  /** One that is stopped and continued, and one that is frozen. */
  async function withTwo(): Promise<{ emulator: Elsewhere; pids: number[] }> {
    const emulator = await Elsewhere.start(workFolder);
    await emulator.create('busy-by-signals', code, { MemorySize: 443 });
    await Promise.all([1, 2].map(() => emulator.invoke('busy-by-signals')));
    emulator.invoke('busy-by-signals', { spin: true }).catch(() => {});
    // The thread has looked for those that left their parents by then, and has found none to stop in vain.
    await sleep(1500);
    const pids = processesOf('busy-by-signals');
    assert.ok(pids.length > 0);
    return { emulator, pids };
  }

  test('of the emulator leaves nobody behind, stopped or not', async () => {
    const { emulator, pids } = await withTwo();
    emulator.child.kill('SIGKILL');
    await until('all of the function is gone', () => !pids.some(isRunning));
    await until('the folder is gone', () => readdirSync(workFolder).length === 0);
    await emulator.end();
  });

  test('of the emulator and its watchdog together leaves nobody behind, where functions have processes of their own', async (t) => {
    const { emulator, pids } = await withTwo();
    const { sandbox } = emulator.facts;
    if (!sandbox.enforced || sandbox.processes !== 'own') {
      await emulator.end();
      return t.skip('only those that the emulator started are killed then');
    }
    process.kill(emulator.watchdog, 'SIGKILL');
    emulator.child.kill('SIGKILL');
    await until('all of the function is gone', () => !pids.some(isRunning));
    await emulator.end();
  });
});
