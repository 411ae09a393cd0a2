import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateFunctionCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { chooseLimits } from '../../src/emulator/limits/choose.js';
import { Bench, credentials, zip } from './harness.js';
import { isRunning, processesOf } from './host-processes.js';
import { TELL, WordFromInside } from './word-from-inside.js';

const workFolder = mkdtempSync(join(tmpdir(), 'emulator-left-'));
let word: WordFromInside;
before(async () => {
  word = await WordFromInside.listen();
});
after(() => {
  word.close();
  rmSync(workFolder, { recursive: true, force: true });
});

/** A grandchild that leaves its session, and a runtime that spins if it is told to; both tell their process ids. */
const stubborn = {
  'index.js': `${TELL}
const { spawn } = require('node:child_process');
exports.handler = async (event) => {
  const child = spawn('/bin/sh', ['-c', 'trap "" TERM; exec sleep 600'], { detached: true, stdio: 'ignore' });
  child.unref();
  await tell(event.port, [process.ppid, child.pid]);
  if (event.spin) for (;;);
  if (event.wait) await new Promise((resolve) => setTimeout(resolve, 60_000));
};`,
};

async function until(what: string, condition: () => boolean, limitMs = 120_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!condition()) {
    assert.ok(Date.now() < end, what);
    await sleep(20);
  }
}

async function startElsewhere(): Promise<{ child: ChildProcess; bench: LambdaClient }> {
  const module = new URL('../../src/emulator/index.js', import.meta.url).href;
  const program = `
    const { startEmulator } = await import(${JSON.stringify(module)});
    const emulator = await startEmulator({ port: 0, transition: 0, workFolder: ${JSON.stringify(workFolder)} });
    console.log(emulator.endpoint);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  assert.ok(child.stdout);
  const [endpoint = ''] = await new Promise<string[]>((resolve) =>
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).once('line', (line) => resolve([line])),
  );
  const requestHandler = { httpAgent: { maxSockets: 100 } };
  const bench = new LambdaClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1, requestHandler });
  await bench.send(
    new CreateFunctionCommand({
      FunctionName: 'left-behind',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::000000000000:role/test',
      MemorySize: 512,
      Timeout: 60,
      Code: { ZipFile: await zip(stubborn) },
    }),
  );
  return { child, bench };
}

const invoke = (bench: LambdaClient, event: object): Promise<unknown> =>
  bench.send(
    new InvokeCommand({ FunctionName: 'left-behind', Payload: JSON.stringify({ port: word.port, ...event }) }),
  );

/** The cgroups that emulators have made beside those that this process would make. */
async function groupsOf(pid: number): Promise<string[]> {
  const limits = await chooseLimits({ root: '/', cores: 2, platform: process.platform }, 'kelvin-test-probe');
  const parents = limits.folders.map((folder) => join(folder, '..'));
  await limits.remove();
  return parents.flatMap((parent) =>
    readdirSync(parent)
      .filter((name) => name.startsWith(`kelvin-${pid}-`))
      .map((name) => join(parent, name)),
  );
}

const isClean = (): boolean => !readdirSync(workFolder).some((name) => name.startsWith('kelvin-'));

test('SIGKILL in the middle of 50 invocations leaves no process, no cgroup and no folder; a start right after works', async () => {
  const { child, bench } = await startElsewhere();
  await Promise.all([1, 2, 3].map(() => invoke(bench, {})));
  // The three are frozen by then, and one of them is thawed again.
  await sleep(100);
  const all = Array.from({ length: 50 }, (_, index) => invoke(bench, index === 0 ? { spin: true } : { wait: true }));
  for (const one of all) one.catch(() => {});
  await until('all 50 run', () => word.heard.length >= 53);
  const pids = processesOf('left-behind');
  assert.ok(pids.length >= 2 * 51, `${pids.length} processes`);
  const groups = await groupsOf(child.pid ?? 0);
  child.kill('SIGKILL');
  const again = await startElsewhere();
  await invoke(again.bench, {});
  again.child.kill('SIGKILL');
  await until('every process of the functions is gone', () => !pids.some(isRunning));
  await until('the cgroups are gone', () => !groups.some(existsSync));
  await until('the folders are gone', isClean);
  bench.destroy();
  again.bench.destroy();
});

test('close() waits for no environment, busy or idle, leaves nothing, and may be called twice', async () => {
  const bench = await Bench.start({ workFolder });
  await bench.create('left-behind', stubborn, { Timeout: 60 });
  const before = word.heard.length;
  const idle = bench.invoke('left-behind', { port: word.port });
  await idle;
  invoke(bench.lambda, { spin: true }).catch(() => {});
  await until('the second run has begun', () => word.heard.length === before + 2);
  const pids = processesOf('left-behind');
  assert.ok(pids.length >= 3, `${pids.length} processes`);
  let isClosed = false;
  const closed = Promise.all([bench.emulator.close(), bench.emulator.close()]).then(() => {
    isClosed = true;
  });
  // The one that is busy would be for a minute.
  await until('it is closed', () => isClosed, 30_000);
  await closed;
  await until('every process is gone', () => !pids.some(isRunning));
  assert.ok(isClean());
  await bench.close();
});
