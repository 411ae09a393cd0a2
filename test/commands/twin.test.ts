import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  type Architecture,
  CreateFunctionCommand,
  type FunctionConfiguration,
  LambdaClient,
  ListVersionsByFunctionCommand,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { type Emulator, startEmulator } from '../../src/emulator/index.js';
import { readRecording } from '../../src/recording/index.js';
import { zipOf } from '../fixtures/zip.js';
import { assertDone } from './assert-done.js';
import { kelvinHere, NO_AWS, temporaryFolder } from './kelvin.js';

const folder = temporaryFolder(after);
const ENV = { ...NO_AWS, AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'us-east-1' };
let emulator: Emulator;
let client: LambdaClient;
let elsewhere: Server;
/** What does not say that it is Kelvin's emulator, and so may have both architectures, as AWS has. */
let address: string;

before(async () => {
  emulator = await startEmulator({ port: 0, preferFunctions: true });
  const { endpoint } = emulator;
  client = new LambdaClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
  await makeFunction('orders', 'x86_64', 7);
  await makeFunction('orders-arm', 'arm64', 7);
  await makeFunction('orders-slow', 'arm64', 9);
  elsewhere = relayTo(endpoint);
  elsewhere.listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  address = `http://127.0.0.1:${(elsewhere.address() as { port: number }).port}`;
});

after(async () => {
  elsewhere.closeAllConnections();
  elsewhere.close();
  client.destroy();
  await emulator.close();
});

async function makeFunction(name: string, architecture: Architecture, timeout: number): Promise<void> {
  await client.send(
    new CreateFunctionCommand({
      FunctionName: name,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::123456789012:role/orders',
      Code: { ZipFile: await zipOf({ 'index.mjs': 'export const handler = async () => 1;\n' }) },
      MemorySize: 640,
      Timeout: timeout,
      Architectures: [architecture],
    }),
  );
  await waitUntilFunctionActiveV2({ client, minDelay: 0.05, maxWaitTime: 120 }, { FunctionName: name });
}

function relayTo(endpoint: string): Server {
  return createServer((incoming, answer) => {
    if (incoming.url?.startsWith('/_kelvin/') === true) {
      answer.writeHead(404).end();
      return;
    }
    const { method, headers, url = '/' } = incoming;
    const outgoing = request(new URL(url, endpoint), { ...(method === undefined ? {} : { method }), headers }, (it) => {
      answer.writeHead(it.statusCode ?? 502, it.headers);
      it.pipe(answer);
    });
    outgoing.on('error', () => answer.destroy());
    incoming.pipe(outgoing);
  });
}

const stateOf = async (FunctionName: string): Promise<unknown> => {
  const { Versions = [] } = await client.send(new ListVersionsByFunctionCommand({ FunctionName }));
  return Versions.map(({ LastModified: _, RevisionId: __, ...version }: FunctionConfiguration) => version);
};
const states = () => Promise.all(['orders', 'orders-arm', 'orders-slow'].map(stateOf));

const tune = (...more: readonly string[]) =>
  kelvinHere(['tune', '--function', 'orders', '--memory', '512', '--cold', '1', '--warm', '6', ...more], {
    env: ENV,
    cwd: folder,
  });

/** The emulator's, and no row of zeros within a figure. */
const ACCOUNT = /(?<![\d.])0{12}(?!\d)/;

test('measures a function on both architectures, and puts both back', async () => {
  const before = await states();
  const out = join(folder, 'both');
  const arn = 'arn:aws:lambda:us-east-1:000000000000:function:orders-arm';
  assertDone(await tune('--arch', 'both', '--twin', arn, '--endpoint-url', address, '--out', out));
  assert.deepEqual(await states(), before);
  const { header, measurements } = readRecording(join(out, 'recording.jsonl'));
  assert.deepEqual(header.scenario.architectures, ['x86_64', 'arm64']);
  assert.deepEqual(header.function.twin, { name: 'orders-arm', architecture: 'arm64' });
  for (const architecture of header.scenario.architectures) {
    assert.equal(measurements.filter((it) => it.architecture === architecture).length, 7, architecture);
  }
  for (const file of readdirSync(out)) {
    assert.ok(!/restore/.test(file) && !ACCOUNT.test(readFileSync(join(out, file), 'utf8')), file);
  }
});

const REFUSALS: readonly [string, readonly string[], RegExp][] = [
  [
    'an architecture that the function is not on',
    ['--arch', 'both'],
    /arm64 was asked for, and orders is on x86_64\n.*--twin/,
  ],
  ['a twin on the same architecture', ['--twin', 'orders'], /orders and orders are both on x86_64/],
  ['a twin that is another function', ['--twin', 'orders-slow'], /orders-slow is not orders .*: Timeout differ/],
  [
    'a twin and one architecture',
    ['--twin', 'orders-arm', '--arch', 'arm64'],
    /arm64 was asked for, and a twin is named/,
  ],
];

for (const [what, options, expected] of REFUSALS) {
  test(`refuses ${what}, and leaves everything as it was`, async () => {
    const before = await states();
    const { code, stderr } = await tune(...options, '--endpoint-url', address, '--out', join(folder, what));
    assert.equal(code, 3, stderr);
    assert.match(stderr, expected);
    assert.deepEqual(await states(), before);
  });
}

test('the emulator compares no architectures, as it has one processor', async () => {
  const { code, stderr } = await tune('--twin', 'orders-arm', '--endpoint-url', emulator.endpoint);
  assert.equal(code, 3, stderr);
  assert.match(stderr, /cannot be measured on this host, which is/);
});

test('a twin is of a function that exists, and has a name that a function can have', async () => {
  const scenario = join(import.meta.dirname, '../../../scenarios/io-bound.yaml');
  const code = await kelvinHere(['tune', scenario, '--twin', 'orders-arm'], { cwd: folder });
  assert.deepEqual([code.code, /--twin: is for a function that exists/.test(code.stderr)], [2, true], code.stderr);
  assert.match((await tune('--twin', 'no name')).stderr, /--twin: got "no name"; expected the name or ARN/);
});
