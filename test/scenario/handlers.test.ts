import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { loadScenario, type Service, serviceVariable } from '../../src/scenario/index.js';
import { noPython } from '../fixtures/python.js';
import { SCENARIOS } from './helpers.js';

interface Running {
  readonly address: string;
  /** Closes standard input, and gives the exit code that follows. */
  readonly stop: () => Promise<number>;
}

/** As Kelvin starts a service: its first line is its address. */
async function start({ command, folder }: Service): Promise<Running> {
  const [program = '', ...args] = command;
  const executable = program === 'node' ? process.execPath : program;
  const child = spawn(executable, args, { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const [address] = await once(createInterface(child.stdout), 'line');
  return {
    address: String(address),
    stop: async () => {
      child.stdin.end();
      const [code] = await exited;
      return Number(code);
    },
  };
}

/** Sends a bundled scenario's first payload to its handler, in this process. */
async function invoke(name: string): Promise<unknown> {
  const { payloads } = await loadScenario(join(SCENARIOS, `${name}.yaml`));
  const { handler } = await import(pathToFileURL(join(SCENARIOS, name, 'index.mjs')).href);
  return handler(JSON.parse(payloads[0]?.body ?? ''));
}

async function invokeWithServices(name: string): Promise<{ answer: unknown; elapsedMs: number; exitCode: number }> {
  const { services } = await loadScenario(join(SCENARIOS, `${name}.yaml`));
  const [service] = services;
  assert.ok(service !== undefined);
  const backend = await start(service);
  process.env[serviceVariable(service)] = backend.address;
  try {
    const startedAt = performance.now();
    const answer = await invoke(name);
    return { answer, elapsedMs: performance.now() - startedAt, exitCode: await backend.stop() };
  } finally {
    delete process.env[serviceVariable(service)];
    await backend.stop();
  }
}

test('cpu-bound derives the key that PBKDF2 gives', async () => {
  const answer = (await invoke('cpu-bound')) as { key: string };
  assert.equal(Buffer.from(answer.key, 'base64').length, 32);
  assert.deepEqual(answer, await invoke('cpu-bound'));
});

test('io-bound waits for its backend twice, which ends when its standard input does', async () => {
  const { answer, elapsedMs, exitCode } = await invokeWithServices('io-bound');
  assert.deepEqual(answer, {
    account: { path: '/users/ada', answeredAfterMs: 40 },
    orders: { path: '/orders?of=%2Fusers%2Fada', answeredAfterMs: 40 },
  });
  assert.ok(elapsedMs > 78, `${elapsedMs} ms`);
  assert.equal(exitCode, 0);
});

test('mixed answers an event of API Gateway as one answers it', async () => {
  const { answer } = await invokeWithServices('mixed');
  const { statusCode, body } = answer as { statusCode: number; body: string };
  assert.equal(statusCode, 200);
  assert.equal(JSON.parse(body).seal.length, 43);
});

test('memory-hungry really writes its 128 MB', async () => {
  const before = process.memoryUsage.rss();
  assert.deepEqual(await invoke('memory-hungry'), { sum: 278_528, heldMB: 128 });
  assert.ok(process.memoryUsage.rss() - before > 115 * 1_048_576);
});

test('heavy-init checks a value with one of all that it compiled', async () => {
  assert.deepEqual(await invoke('heavy-init'), { compiled: 500, problems: 40 });
});

test('python packs as many records as the payload asks for', { skip: noPython }, async () => {
  const { payloads } = await loadScenario(join(SCENARIOS, 'python.yaml'));
  const program =
    'import json, sys, lambda_function as it; print(json.dumps(it.lambda_handler(json.loads(sys.argv[1]), None)))';
  const sizes = payloads.map(({ body }) => {
    const answer = execFileSync('python3', ['-B', '-c', program, body], { cwd: join(SCENARIOS, 'python') });
    return Number(JSON.parse(answer.toString()).bytes);
  });
  const [small = 0, large = 0] = sizes;
  assert.ok(small > 1000 && large > 3 * small, sizes.join());
});
