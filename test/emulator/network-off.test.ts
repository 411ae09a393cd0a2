import assert from 'node:assert/strict';
import { readdirSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, test } from 'node:test';
import { DeleteFunctionCommand, InvokeCommand, PublishLayerVersionCommand } from '@aws-sdk/client-lambda';
import { type Emulator, Refusal, startEmulator } from '../../src/emulator/index.js';
import { Bench, type Source, zip } from './harness.js';

const started = await Bench.start({ network: 'off' }).catch((error: unknown) => {
  if (error instanceof Refusal) return error;
  throw error;
});
const refused = started instanceof Refusal && started.message;

describe('a function that is to have no network', { skip: refused }, () => {
  if (started instanceof Refusal) return;
  const bench = started;
  after(() => bench.close());

  const evaluates: Source = {
    'index.js': `
      const http = require('node:http');
      const answerOf = (url) => new Promise((resolve) => http.get(url, (it) => resolve(it.statusCode)).on('error', (error) => resolve(error.code)));
      exports.handler = async (event) => eval(event.code);`,
  };
  const run = async (name: string, code: string): Promise<unknown> => {
    const answer = await bench.invoke(name, { code });
    assert.equal(answer.functionError, undefined, JSON.stringify(answer.payload));
    return answer.payload;
  };

  test('is said to have none', () => {
    const { sandbox } = bench.emulator.facts;
    assert.equal(sandbox.enforced && sandbox.network, 'off');
  });

  test('finds the Runtime API at the address that it has on Lambda', async () => {
    await bench.create('evaluates', evaluates);
    assert.equal(await run('evaluates', 'process.env.AWS_LAMBDA_RUNTIME_API'), '169.254.100.1:9001');
  });

  test('sees the interface to itself alone', async () => {
    const code = `Object.entries(require('node:os').networkInterfaces()).flatMap(([name, all]) => all.filter((it) => it.family === 'IPv4').map(({ cidr }) => name + ' ' + cidr))`;
    assert.deepEqual(await run('evaluates', code), ['lo 127.0.0.1/8', 'lo 169.254.100.1/32']);
  });

  test('reaches neither the host, nor the emulator, nor the world', async () => {
    const server = createServer((_request, response) => response.end('here'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const urls = [`http://127.0.0.1:${port}`, bench.emulator.endpoint, 'http://192.0.2.1', 'http://name.example'];
    const code = `Promise.all(${JSON.stringify(urls)}.map(answerOf))`;
    const [host, emulator, world, name] = (await run('evaluates', code)) as string[];
    server.close();
    assert.deepEqual([host, emulator, world], ['ECONNREFUSED', 'ECONNREFUSED', 'ENETUNREACH']);
    assert.match(String(name), /EAI_AGAIN|ENOTFOUND/);
  });

  test('answers again after a crash, and keeps its address', async () => {
    await bench.create('crashes', evaluates);
    const Payload = JSON.stringify({ code: 'process.exit(3)' });
    await bench.lambda.send(new InvokeCommand({ FunctionName: 'crashes', Payload }));
    assert.equal(await run('crashes', 'process.env.AWS_LAMBDA_RUNTIME_API'), '169.254.100.1:9001');
  });

  test('does not meet another at a port', async () => {
    const code = `new Promise((resolve) => { const it = http.createServer().on('error', (error) => resolve(error.code)).listen(2772, () => resolve('listens')); })`;
    await bench.create('first', evaluates);
    await bench.create('second', evaluates);
    assert.equal(await run('first', code), 'listens');
    assert.equal(await run('second', code), 'listens');
    assert.equal(await run('first', code), 'EADDRINUSE');
  });

  for (const protocol of ['HTTP', 'TCP'] as const) {
    test(`has extensions that get telemetry over ${protocol}, two at the same port`, async () => {
      const layer = await publishExtension(bench, protocol);
      for (const name of [`hears-${protocol}`, `hears-${protocol}-too`]) {
        await bench.create(name, evaluates, { Layers: [layer] });
        await run(name, `console.log('heard by ${name}')`);
        const heard = async () => String(await run(name, READ));
        while (!(await heard()).includes(`heard by ${name}`)) await new Promise((resolve) => setTimeout(resolve, 50));
      }
    });
  }

  test('leaves no network behind', async () => {
    await bench.create('brief', evaluates);
    const network = String(await run('brief', 'require("node:fs").readlinkSync("/proc/self/ns/net")'));
    assert.ok(holders(network).length > 0);
    await bench.lambda.send(new DeleteFunctionCommand({ FunctionName: 'brief' }));
    while (holders(network).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  });
});

test('that it cannot have none is an error, where the host has no such networks', {
  skip: refused === false && 'this host has them',
}, async () => {
  let emulator: Emulator | undefined;
  await assert.rejects(async () => {
    emulator = await startEmulator({ port: 0, network: 'off' });
  }, /--network off does not work here/);
  await emulator?.close();
});

const READ = 'const fs = require("node:fs"); fs.existsSync("/tmp/heard") ? fs.readFileSync("/tmp/heard", "utf8") : ""';

const EXTENSION = `#!/usr/bin/env node
const fs = require('node:fs');
const hear = (text) => fs.appendFileSync('/tmp/heard', text);
const http = require('node:http');
const api = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API;
(async () => {
  const server = PROTOCOL === 'HTTP'
    ? http.createServer((request, response) => { request.setEncoding('utf8').on('data', hear).on('end', () => response.end()); })
    : require('node:net').createServer((socket) => socket.setEncoding('utf8').on('data', hear));
  await new Promise((resolve) => server.listen(4243, 'sandbox.localdomain', resolve));
  const registered = await fetch(api + '/2020-01-01/extension/register', {
    method: 'POST', headers: { 'Lambda-Extension-Name': 'hears' }, body: JSON.stringify({ events: ['INVOKE'] }),
  });
  const id = registered.headers.get('lambda-extension-identifier');
  const destination = PROTOCOL === 'HTTP' ? { protocol: 'HTTP', URI: 'http://sandbox.localdomain:4243' } : { protocol: 'TCP', port: 4243 };
  await fetch(api + '/2022-07-01/telemetry', {
    method: 'PUT', headers: { 'Lambda-Extension-Identifier': id },
    body: JSON.stringify({ schemaVersion: '2022-12-13', types: ['function'], buffering: { timeoutMs: 25, maxBytes: 262144, maxItems: 1000 }, destination }),
  });
  for (;;) await fetch(api + '/2020-01-01/extension/event/next', { headers: { 'Lambda-Extension-Identifier': id } });
})();
`;

async function publishExtension(bench: Bench, protocol: string): Promise<string> {
  const content = EXTENSION.replace(/PROTOCOL/g, `'${protocol}'`);
  const ZipFile = await zip({ 'extensions/hears': { content, mode: 0o100755 } });
  const { LayerVersionArn = '' } = await bench.lambda.send(
    new PublishLayerVersionCommand({ LayerName: `hears-${protocol}`, Content: { ZipFile } }),
  );
  return LayerVersionArn;
}

/** The processes in a network. */
function holders(network: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/ns/net`) === network;
    } catch {
      return false;
    }
  });
}
