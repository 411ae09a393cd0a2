import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { chooseLimits } from '../../src/emulator/limits/choose.js';
import { Bench, credentials } from './harness.js';

const workFolder = mkdtempSync(join(tmpdir(), 'emulator-left-'));
after(() => rmSync(workFolder, { recursive: true, force: true }));

/** A grandchild that leaves its session and spins, and a runtime that spins itself. */
const stubborn = {
  'index.js': `
const { spawn } = require('node:child_process');
exports.handler = async (event) => {
  const child = spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); for (;;);'], { detached: true, stdio: 'ignore' });
  child.unref();
  const pids = [process.pid, child.pid];
  require('node:fs').writeFileSync(event.file, JSON.stringify(pids));
  if (event.spin) for (;;);
  return pids;
};`,
};

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

async function until(what: string, condition: () => boolean, limitMs = 5000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!condition()) {
    assert.ok(Date.now() < end, what);
    await sleep(20);
  }
}

async function startElsewhere(): Promise<{ child: ChildProcess; endpoint: string; bench: LambdaClient }> {
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
  return { child, endpoint, bench: new LambdaClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 }) };
}

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

test('SIGKILL of the emulator leaves no process, no cgroup and no folder', async () => {
  const { child, endpoint, bench } = await startElsewhere();
  const file = join(workFolder, 'pids.json');
  await createIn(endpoint);
  const pending = bench.send(
    new InvokeCommand({ FunctionName: 'stubborn', Payload: JSON.stringify({ file, spin: true }) }),
  );
  pending.catch(() => {});
  await until('the function runs', () => existsSync(file) && readFileSync(file, 'utf8').endsWith(']'));
  const pids = JSON.parse(readFileSync(file, 'utf8')) as number[];
  assert.ok(pids.every(isRunning));
  const groups = await groupsOf(child.pid ?? 0);
  child.kill('SIGKILL');
  await until('every process of the function is gone', () => !pids.some(isRunning));
  await until('the cgroups are gone', () => !groups.some(existsSync));
  await until('the folder is gone', () => !readdirSync(workFolder).some((name) => name.startsWith('kelvin-')));
  bench.destroy();
});

async function createIn(endpoint: string): Promise<void> {
  const { CreateFunctionCommand } = await import('@aws-sdk/client-lambda');
  const { zip } = await import('./harness.js');
  const client = new LambdaClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  await client.send(
    new CreateFunctionCommand({
      FunctionName: 'stubborn',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::000000000000:role/test',
      MemorySize: 512,
      Timeout: 60,
      Code: { ZipFile: await zip(stubborn) },
    }),
  );
  client.destroy();
}

test('close() stops busy and idle environments within a second, leaves nothing, and may be called twice', async () => {
  const bench = await Bench.start({ workFolder });
  const file = join(workFolder, 'pids-2.json');
  await bench.create('stubborn', stubborn, { Timeout: 60 });
  const idle = (await bench.invoke('stubborn', { file })).payload as number[];
  const busy = bench.lambda.send(
    new InvokeCommand({ FunctionName: 'stubborn', Payload: JSON.stringify({ file, spin: true }) }),
  );
  busy.catch(() => {});
  await until('the second run has begun', () => {
    const text = readFileSync(file, 'utf8');
    return text.endsWith(']') && !text.includes(`,${idle[1]}]`);
  });
  const pids = [...idle, ...(JSON.parse(readFileSync(file, 'utf8')) as number[])];
  const start = Date.now();
  await Promise.all([bench.emulator.close(), bench.emulator.close()]);
  assert.ok(Date.now() - start < 1000, `took ${Date.now() - start} ms`);
  await until('every process is gone', () => !pids.some(isRunning), 500);
  assert.deepEqual(
    readdirSync(workFolder).filter((name) => name.startsWith('kelvin-')),
    [],
  );
  await bench.close();
});
