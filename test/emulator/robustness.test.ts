import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { milliseconds } from '../../src/units/index.js';
import { Bench } from './harness.js';

const workFolder = mkdtempSync(join(tmpdir(), 'emulator-robust-'));
let bench: Bench;
before(async () => {
  mkdirSync(join(workFolder, 'kelvin-4194304-1', 'code'), { recursive: true });
  mkdirSync(join(workFolder, 'kelvin-and-more'));
  bench = await Bench.start({ workFolder, idleTimeout: milliseconds(20_000) });
  await bench.create('calm', { 'index.js': 'exports.handler = async (e) => e' });
});
after(async () => {
  await bench.close();
  rmSync(workFolder, { recursive: true, force: true });
});

test('a start sweeps what dead emulators have left, and nothing else', () => {
  assert.ok(!existsSync(join(workFolder, 'kelvin-4194304-1')));
  assert.ok(existsSync(join(workFolder, 'kelvin-and-more')));
});

/** Sends bytes as they are and reads until the emulator hangs up or has answered. */
function send(bytes: string): Promise<string> {
  const { hostname, port } = new URL(bench.emulator.endpoint);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.once('data', (answer) => {
      socket.destroy();
      resolve(answer.toString());
    });
    socket.once('error', () => resolve(''));
    socket.once('close', () => resolve(''));
  });
}

describe('the emulator goes on after', () => {
  test('what is no HTTP', async () => {
    assert.match(await send('HELLO\r\n\r\n'), /^HTTP\/1\.1 400/);
    assert.match(await send('GET / HTTP/1.1\r\nContent-Length: -5\r\n\r\n'), /^HTTP\/1\.1 400/);
    assert.equal((await bench.invoke('calm', 1)).payload, 1);
  });

  test('a client that leaves in the middle of its request', async () => {
    const { hostname, port } = new URL(bench.emulator.endpoint);
    const socket = connect(Number(port), hostname, () => {
      socket.write('POST /2015-03-31/functions HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{');
      socket.destroy();
    });
    await new Promise((resolve) => socket.once('close', resolve));
    assert.equal((await bench.invoke('calm', 2)).payload, 2);
  });

  test('a disk that takes no package', async () => {
    const own = readdirSync(workFolder).find((name) => name.startsWith(`kelvin-${process.pid}-`)) ?? '';
    const code = join(workFolder, own, 'code');
    renameSync(code, `${code}-away`);
    writeFileSync(code, 'a file where a folder should be');
    await assert.rejects(bench.create('no-room', { 'index.js': '// x' }), (error: Error) => {
      assert.equal(error.name, 'ServiceException');
      assert.match(error.message, /could not be unpacked/);
      return true;
    });
    rmSync(code);
    renameSync(`${code}-away`, code);
    assert.equal((await bench.invoke('calm', 4)).payload, 4);
  });

  test('a web page that sends it a function', async () => {
    const reply = await fetch(`${bench.emulator.endpoint}/2015-03-31/functions`, {
      method: 'POST',
      headers: { origin: 'https://example.com' },
      body: '{}',
    });
    assert.equal(reply.status, 403);
  });

  test('a name with every letter that a path may not have', async () => {
    const reply = await fetch(`${bench.emulator.endpoint}/2015-03-31/functions/%2e%2e%2fetc%00/invocations`, {
      method: 'POST',
    });
    assert.equal(reply.status, 400);
    const broken = await fetch(`${bench.emulator.endpoint}/2015-03-31/functions/%ff`);
    assert.equal(broken.status, 400);
  });

  test('a body that is announced far larger than any may be', async () => {
    const head = 'POST /2015-03-31/functions/calm/invocations HTTP/1.1\r\nHost: x\r\n';
    assert.match(await send(`${head}Content-Length: 99999999999\r\n\r\n{}`), /^HTTP\/1.1 413 /);
  });

  test('a client context that is not ASCII', async () => {
    await bench.create('context', { 'index.js': 'exports.handler = async (e, c) => c.clientContext' });
    const headers = { 'x-amz-client-context': Buffer.from('{"name":"ä€"}').toString('base64') };
    const url = `${bench.emulator.endpoint}/2015-03-31/functions/context/invocations`;
    const reply = await fetch(url, { method: 'POST', headers });
    assert.deepEqual(await reply.json(), { name: 'ä€' });
  });

  test('a function that forks and leaves its children to spin', async () => {
    const code = `
      const { spawn } = require('node:child_process');
      exports.handler = async (e) => {
        for (let i = 0; i < 5; i++) spawn('/bin/sh', ['-c', 'while :; do :; done'], { detached: true }).unref();
        process.exit(1);
      }`;
    await bench.create('forks', { 'index.js': code }, { MemorySize: 256, Timeout: 10 });
    assert.equal((await bench.invoke('forks')).report.errorType, 'Runtime.ExitError');
    assert.equal((await bench.invoke('calm', 3)).payload, 3);
  });

  test('a function that closes its connection to the Runtime API', async () => {
    const content =
      '#!/bin/sh\ncurl -s "http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/next" > /dev/null\nexit 0\n';
    await bench.create('quits', { bootstrap: { content, mode: 0o100755 } }, { Runtime: 'provided.al2023' });
    const { payload } = await bench.invoke('quits');
    assert.match((payload as { errorMessage: string }).errorMessage, /Runtime exited without providing a reason$/);
  });
});

test('eight invocations at once are served by eight environments, and again by the same', async () => {
  await bench.create(
    'crowd',
    {
      'index.js':
        'const id = Math.random(); exports.handler = async () => { await new Promise((r) => setTimeout(r, 800)); return id }',
    },
    { MemorySize: 1769, Timeout: 30 },
  );
  const all = await Promise.all(Array.from({ length: 8 }, () => bench.invoke('crowd')));
  const ids = new Set(all.map((it) => it.payload));
  assert.equal(ids.size, 8);
  const again = await Promise.all(Array.from({ length: 8 }, () => bench.invoke('crowd')));
  assert.ok(again.every((it) => ids.has(it.payload) && it.report.initDurationMs === undefined));
});
