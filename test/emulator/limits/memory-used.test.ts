import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { afterEach, describe, test } from 'node:test';
import { MemoryUsed } from '../../../src/emulator/limits/memory-used.js';
import { megabytes } from '../../../src/units/index.js';

/** Says a word when it has done what it was told in one: touches 64 MB and lets them go, or starts a child that sleeps. */
const PROGRAM = `
process.stdin.on('data', (word) => {
  if (String(word) === 'grow') Buffer.alloc(64 * 1048576, 1);
  if (String(word) === 'fork') console.log(require('node:child_process').spawn('sleep', ['60']).pid);
  else console.log('done');
});
console.log('ready');`;

const skip = existsSync('/proc/self/stat') ? false : 'there is no /proc';
const started: number[] = [];
afterEach(() => {
  for (const pid of started.splice(0)) process.kill(pid, 'SIGKILL');
});

async function start(): Promise<ChildProcess & { readonly pid: number }> {
  const child = spawn(process.execPath, ['-e', PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
  assert.ok(child.pid !== undefined && child.stdout !== null);
  started.push(child.pid);
  await once(child.stdout, 'data');
  return child as ChildProcess & { readonly pid: number };
}

async function tell(child: ChildProcess, word: string): Promise<string> {
  child.stdin?.write(word);
  const [answer] = await once(child.stdout as NodeJS.ReadableStream, 'data');
  return String(answer);
}

/** Counts how often it is asked for its processes. */
function group(...pids: number[]) {
  return {
    asked: 0,
    pids,
    outOfMemoryKills: () => 0,
    processes() {
      this.asked += 1;
      return this.pids;
    },
  };
}

test('memory that was touched shows at the next look', { skip }, async () => {
  const child = await start();
  const memory = new MemoryUsed(group(child.pid), megabytes(1769));
  memory.sample(child.pid);
  const before = memory.value;
  await tell(child, 'grow');
  memory.sample(child.pid);
  assert.ok(memory.value - before >= 50, `${before} MB, then ${memory.value} MB`);
});

test('a process that waits is not looked at again', { skip }, async () => {
  const child = await start();
  const limits = group(child.pid);
  const memory = new MemoryUsed(limits, megabytes(1769));
  // What it still did after its word is found by one of the first; a hundred in a row would be looks without a reason.
  for (let turn = 0; turn < 100; turn++) memory.sample(child.pid);
  assert.ok(limits.asked < 50, `${limits.asked} of 100`);
});

test('while there are several processes each of them is looked at every time', { skip }, async () => {
  const [child, other] = [await start(), await start()];
  const limits = group(child.pid, other.pid);
  const memory = new MemoryUsed(limits, megabytes(1769));
  memory.sample(child.pid);
  const before = memory.value;
  await tell(other, 'grow');
  memory.sample(child.pid);
  assert.ok(memory.value - before >= 50, `${before} MB, then ${memory.value} MB`);
});

test('a process that is started by the one that was alone is found', { skip }, async () => {
  const child = await start();
  const limits = group(child.pid);
  const memory = new MemoryUsed(limits, megabytes(1769));
  memory.sample(child.pid);
  const { asked } = limits;
  const forked = Number(await tell(child, 'fork'));
  started.push(forked);
  limits.pids.push(forked);
  memory.sample(child.pid);
  assert.ok(limits.asked > asked);
});

describe('where the kernel keeps an account of the group', { skip }, () => {
  const MB = 1_048_576;
  const withAccount = (pid: number, peak: number) => {
    const memory = { at: peak * MB, peak: () => memory.at, mapped: () => 0, close: () => {} };
    return Object.assign(group(pid), { memory });
  };

  test('its peak counts, though no process has anything of it any more', async () => {
    const child = await start();
    const limits = withAccount(child.pid, 300);
    const used = new MemoryUsed(limits, megabytes(1769));
    used.sample(child.pid);
    const before = used.value;
    assert.ok(before >= 300 && before < 500, `${before} MB`);
    limits.memory.at += 64 * MB;
    used.sample(child.pid);
    assert.ok(used.value - before >= 63 && used.value - before <= 65, `${before} MB, then ${used.value} MB`);
  });

  test('it is no more than the memory size', async () => {
    const child = await start();
    const used = new MemoryUsed(withAccount(child.pid, 300), megabytes(256));
    used.sample(child.pid);
    assert.equal(used.value, 256);
  });

  test('it tells when all processes are gone', () => {
    const used = new MemoryUsed(withAccount(0, 300), megabytes(512));
    used.sampleAfterExit();
    assert.equal(used.value, 300);
  });

  test('nobody looks again as long as it stands still, however many processes there are', async () => {
    const [child, other] = [await start(), await start()];
    const limits = withAccount(child.pid, 300);
    limits.pids.push(other.pid);
    const used = new MemoryUsed(limits, megabytes(1769));
    for (let turn = 0; turn < 100; turn++) used.sample(child.pid);
    assert.ok(limits.asked < 50, `${limits.asked} of 100`);
  });
});
