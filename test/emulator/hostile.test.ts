import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Bench, isEnforced, whyNotEnforced } from './harness.js';

let bench: Bench;
before(async () => {
  bench = await Bench.start();
  await bench.create('calm', { 'index.js': 'exports.handler = async (e) => e' });
});
after(() => bench.close());

/** Whatever the function did, others go on, and it may be invoked again itself. */
async function allIsWell(name: string): Promise<void> {
  assert.equal((await bench.invoke('calm', 1)).payload, 1);
  let again = await bench.invoke(name, { calm: true });
  // A busy machine may begin it anew for longer than its Timeout is.
  while (again.report.status === 'timeout') again = await bench.invoke(name, { calm: true });
  assert.equal(again.payload, 'calm');
}

/** A handler that does as it is told, unless it is told to be calm. */
const hostile = (main: string) => ({
  'index.js': `const http = require('node:http');
    const api = process.env.AWS_LAMBDA_RUNTIME_API;
    const send = (path, body, method = 'POST') => new Promise((resolve, reject) => {
      const [host, port] = api.split(':');
      const request = http.request({ host, port, path: '/2018-06-01/runtime/' + path, method }, (reply) => {
        let text = '';
        reply.on('data', (chunk) => { text += chunk; }).on('end', () => resolve([reply.statusCode, text]));
      });
      request.on('error', reject);
      request.end(body);
    });
    const forever = () => new Promise((resolve) => setTimeout(resolve, 1e6));
    exports.handler = async (event, context) => {
      if (event.calm) return 'calm';
      ${main}
    };`,
});

describe('a function that', () => {
  test('forks without end is held to 1,024 processes', async (t) => {
    if (!isEnforced(bench)) return t.skip(whyNotEnforced(bench));
    const bomb = `require('node:child_process').spawn('/bin/sh', ['-c', 'b() { b & b & wait; }; b'], { detached: true, stdio: 'ignore' });
      await forever();`;
    await bench.create('forks', hostile(bomb), { MemorySize: 512, Timeout: 3 });
    assert.equal((await bench.invoke('forks')).report.status !== undefined, true);
    await allIsWell('forks');
  });

  test('allocates without end runs out of memory', async (t) => {
    if (!isEnforced(bench)) return t.skip(whyNotEnforced(bench));
    const hungry = 'const all = []; for (;;) all.push(Buffer.alloc(1e7, 1));';
    await bench.create('allocates', hostile(hungry), { MemorySize: 256, Timeout: 20 });
    assert.equal((await bench.invoke('allocates')).report.errorType, 'Runtime.OutOfMemory');
    await allIsWell('allocates');
  });

  test('never answers runs into its Timeout', async () => {
    await bench.create('silent', hostile('await forever();'), { Timeout: 1 });
    assert.equal((await bench.invoke('silent')).report.status, 'timeout');
    await allIsWell('silent');
  });

  test('closes its sockets loses its runtime', async () => {
    const closes = `const fs = require('node:fs');
      for (let fd = 3; fd < 200; fd++) try { fs.closeSync(fd); } catch {}
      await forever();`;
    await bench.create('closes', hostile(closes), { Timeout: 2 });
    assert.notEqual((await bench.invoke('closes')).report.status, undefined);
    await allIsWell('closes');
  });

  test('answers for itself has its answer taken, and the runtime’s refused', async () => {
    const twice = 'return send("invocation/" + context.awsRequestId + "/response", "\\"mine\\"");';
    await bench.create('twice', hostile(twice), { Timeout: 60 });
    assert.equal((await bench.invoke('twice')).payload, 'mine');
    await allIsWell('twice');
  });

  test('answers for another request is refused', async () => {
    const other = 'return send("invocation/00000000-0000-0000-0000-000000000000/response", "1");';
    await bench.create('other', hostile(other), { Timeout: 60 });
    const [status, text] = (await bench.invoke('other')).payload as [number, string];
    assert.deepEqual([status, JSON.parse(text).errorType], [400, 'InvalidRequestID']);
    await allIsWell('other');
  });

  test('speaks no HTTP to the Runtime API, or too much of it, is hung up on', async () => {
    const noise = `const net = require('node:net');
      const [host, port] = api.split(':');
      const say = (text) => new Promise((resolve) => {
        let answer = '';
        const socket = net.connect(Number(port), host, () => socket.write(text));
        socket.on('data', (chunk) => { answer += chunk; });
        socket.on('close', () => resolve(answer.split('\\r\\n')[0]));
        socket.on('error', () => {});
        setTimeout(() => socket.end(), 300);
      });
      return [
        await say('HELLO\\r\\n\\r\\n'),
        await say('GET /2018-06-01/runtime/invocation/next HTTP/1.1\\r\\nHost: x\\r\\nX: ' + 'y'.repeat(2e6) + '\\r\\n\\r\\n'),
        await say('POST /2018-06-01/runtime/init/error HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 1000\\r\\n\\r\\nhalf'),
      ];`;
    await bench.create('noise', hostile(noise), { Timeout: 60 });
    const [noHttp, huge, half] = (await bench.invoke('noise')).payload as string[];
    assert.match(noHttp ?? '', /^HTTP\/1\.1 400/);
    assert.match(huge ?? '', /^(HTTP\/1\.1 431.*)?$/);
    assert.match(half ?? '', /^(HTTP\/1\.1 \d+.*)?$/);
    await allIsWell('noise');
  });

  test('writes 100 MB to its output costs the emulator no such memory', async () => {
    const loud = `const line = 'x'.repeat(999) + '\\n';
      const block = line.repeat(1000);
      for (let i = 0; i < 100; i++) await new Promise((resolve) => process.stdout.write(block, resolve));
      return 'done';`;
    await bench.create('loud', hostile(loud), { Timeout: 60 });
    const before = process.memoryUsage().rss;
    const { payload, log } = await bench.invoke('loud');
    assert.equal(payload, 'done');
    assert.ok(Buffer.byteLength(log) <= 4096);
    const grown = (process.memoryUsage().rss - before) / 1_048_576;
    assert.ok(grown < 300, `${Math.round(grown)} MB more`);
    await allIsWell('loud');
  });

  test('writes one line without end has it cut', async () => {
    const endless = `const block = Buffer.alloc(1048576, 'x');
      for (let i = 0; i < 20; i++) await new Promise((resolve) => process.stdout.write(block, resolve));
      return 'done';`;
    await bench.create('endless', hostile(endless), { Timeout: 60 });
    assert.equal((await bench.invoke('endless')).payload, 'done');
    await allIsWell('endless');
  });

  test('asks for the next invocation itself gets the one that it has', async () => {
    const greedy = `const [status, text] = await send('invocation/next', undefined, 'GET');
      return [status, text];`;
    await bench.create('greedy', hostile(greedy), { Timeout: 60 });
    assert.deepEqual((await bench.invoke('greedy', { a: 1 })).payload, [200, '{"a":1}']);
    await allIsWell('greedy');
  });
});
