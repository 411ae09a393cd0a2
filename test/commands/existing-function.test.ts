import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect as connectTo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteAliasCommand,
  type FunctionConfiguration,
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListAliasesCommand,
  ListFunctionsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { type Result, resultSchema } from '../../src/analysis/index.js';
import { type Emulator, startEmulator } from '../../src/emulator/index.js';
import { readRecording } from '../../src/recording/index.js';
import type { Megabytes } from '../../src/units/index.js';
import { zipOf } from '../fixtures/zip.js';
import { assertDone } from './assert-done.js';
import { kelvin, kelvinHere, linesOf, NO_AWS, startKelvin, temporaryFolder, until } from './kelvin.js';

const folder = temporaryFolder(after);
const NAME = 'orders';
/** Kelvin finds these by the SDK's own chain; the emulator takes any. */
const ENV = { ...NO_AWS, AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'us-east-1' };
let client: LambdaClient;
let endpoint: string;
let emulator: Emulator;
after(async () => {
  client.destroy();
  await emulator.close();
});

before(async () => {
  emulator = await startEmulator({ port: 0, preferFunctions: true });
  ({ endpoint } = emulator);
  client = new LambdaClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
  await client.send(
    new CreateFunctionCommand({
      FunctionName: NAME,
      Description: 'takes orders',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::123456789012:role/orders',
      Code: { ZipFile: await zipOf({ 'index.mjs': 'export const handler = async () => 1;\n' }) },
      MemorySize: 640,
      Timeout: 7,
      Environment: { Variables: { TABLE: 'orders-table' } },
    }),
  );
  await updated();
  await client.send(new PublishVersionCommand({ FunctionName: NAME }));
});

/** Everything of the function that its owner could care for; AWS itself changes the two fields left out. */
const updated = () => waitUntilFunctionUpdatedV2({ client, minDelay: 0.05, maxWaitTime: 120 }, { FunctionName: NAME });

async function state(): Promise<unknown> {
  const {
    $metadata: _,
    RevisionId: __,
    LastModified: ___,
    ...latest
  } = await client.send(new GetFunctionConfigurationCommand({ FunctionName: NAME }));
  const { Versions = [] } = await client.send(new ListVersionsByFunctionCommand({ FunctionName: NAME }));
  const { Aliases = [] } = await client.send(new ListAliasesCommand({ FunctionName: NAME }));
  return {
    latest,
    aliases: Aliases.map(({ Name }) => Name),
    versions: Versions.map(({ Version, Description }: FunctionConfiguration) => [Version, Description]),
  };
}

/** AWS gives another with each change, whatever it was. */
const revision = async () =>
  (await client.send(new GetFunctionConfigurationCommand({ FunctionName: NAME }))).RevisionId;

async function assertNoCopies(): Promise<void> {
  const { Functions = [] } = await client.send(new ListFunctionsCommand({}));
  assert.deepEqual(
    Functions.map(({ FunctionName }) => FunctionName),
    [NAME],
  );
}

/** A plain relay to the emulator, which can be taken away. */
function createProxy(target: string) {
  const open = new Set<Socket>();
  const { hostname, port } = new URL(target);
  const server = createServer((incoming) => {
    const outgoing = connectTo(Number(port), hostname);
    for (const [socket, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      open.add(socket);
      socket.on('error', () => other.destroy());
      socket.pipe(other);
    }
  });
  return {
    listen: async () => {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
    },
    close: async () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}

const LEAST = ['--memory', '512', '--cold', '1', '--warm', '6'];
const QUICK = ['--memory', '256,512', '--cold', '2', '--warm', '4'];

test('a region without a price is told before the function is touched', async () => {
  const before = await state();
  const out = join(folder, 'unpriced');
  const env = { ...ENV, AWS_REGION: 'ap-southeast-3', AWS_ENDPOINT_URL: endpoint };
  const { code, stderr } = await kelvinHere(['tune', '--function', NAME, '--out', out], { env });
  assert.equal(code, 2, stderr);
  assert.match(stderr, /no prices are known for ap-southeast-3; the nearest regions with prices are ap-southeast-1/);
  assert.deepEqual(await state(), before);
  assert.ok(!existsSync(out));
});

test('tunes a function that exists by its name alone, and leaves it as it was', async () => {
  const before = await state();
  const out = join(folder, 'by-name');
  const finished = await kelvin(['tune', '--function', NAME, '--endpoint-url', endpoint, ...QUICK, '--out', out], {
    env: ENV,
  });
  assertDone(finished);
  assert.deepEqual(await state(), before);
  const { header, measurements } = readRecording(join(out, 'recording.jsonl'));
  assert.equal(header.function.currentMemorySizeMB, 640);
  assert.deepEqual([...new Set(measurements.map((it) => it.memorySizeMB))].sort(), [256, 512]);
  assert.ok(!existsSync(join(out, 'restore.jsonl')));
  for (const file of readdirSync(out)) {
    assert.ok(!/orders-table|\b000000000000\b/.test(readFileSync(join(out, file), 'utf8')), `${file} tells too much`);
  }
});

/** A machine with other work may have left nothing to recommend, or no undisturbed measurement to compare by. */
function assertComparedWith640({ recommendation, sizes }: Result): void {
  const current = sizes.find(({ memorySizeMB }) => memorySizeMB === 640);
  const isCandidate =
    current?.status === 'measured' && current.costPerMillionUsd !== null && current.warm.durationMs !== null;
  if (recommendation === null || !isCandidate) return;
  assert.equal(recommendation.versusCurrent?.currentMemorySizeMB, 640);
}

test("measures the current size too when no sizes are named, through the SDK's own environment variable", async () => {
  const out = join(folder, 'by-environment');
  const env = { ...ENV, AWS_ENDPOINT_URL: endpoint };
  const few = ['--cold', '1', '--warm', '2'];
  const finished = await kelvinHere(['tune', '--function', NAME, ...few, '--out', out], { env });
  assertDone(finished);
  const result = resultSchema.parse(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')));
  assert.ok(result.sizes.some((size) => size.memorySizeMB === 640));
  assertComparedWith640(result);
});

test('explores around the current size, says what it would change against it, and leaves the function as it was', async () => {
  const before = await state();
  const out = join(folder, 'explored');
  const env = { ...ENV, AWS_ENDPOINT_URL: endpoint };
  const finished = await kelvinHere(['tune', '--function', NAME, '--max-invocations', '9', '--out', out], { env });
  assertDone(finished);
  assert.deepEqual(await state(), before);
  const { header, measurements, end } = readRecording(join(out, 'recording.jsonl'));
  assert.equal(measurements[0]?.memorySizeMB, 640);
  assert.ok(header.scenario.memorySizesMB.includes(640 as Megabytes));
  assert.ok(measurements.length <= 9 && end?.exploration !== undefined);
  assertComparedWith640(resultSchema.parse(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'))));
});

test('much that would go beyond this machine is refused without a terminal, before the function is touched', async () => {
  const before = await state();
  const out = join(folder, 'unasked');
  // The same machine, and nothing that the address says of it.
  const elsewhere = endpoint.replace('127.0.0.1', '0.0.0.0');
  const much = ['--memory', '256,512', '--cold', '100', '--warm', '900', '--endpoint-url', elsewhere, '--out', out];
  const { code, stderr } = await kelvinHere(['tune', '--function', NAME, ...much], { env: ENV });
  assert.equal(code, 2, stderr);
  assert.match(
    stderr,
    /this run makes about 2,000 invocations on 0\.0\.0\.0:\d+, and takes .*: that is not done unasked/,
  );
  assert.match(stderr, /add --yes, or bound it with --memory, --cold and --warm/);
  assert.deepEqual(await state(), before);
  assert.ok(!existsSync(join(out, 'recording.jsonl')) && !existsSync(join(out, 'restore.jsonl')));
});

test('when the endpoint goes away, both that and what is left to put back are told', async () => {
  const proxy = createProxy(endpoint);
  const address = await proxy.listen();
  const out = join(folder, 'gone');
  const args = [
    'tune',
    '--function',
    NAME,
    '--endpoint-url',
    address,
    '--memory',
    '256,512',
    '--cold',
    '50',
    '--warm',
    '500',
  ];
  const before = await state();
  const run = startKelvin([...args, '--out', out], { env: ENV });
  await until('measuring', () => linesOf(join(out, 'recording.jsonl')) > 4);
  await proxy.close();
  const { code, stderr } = await run.finished;
  assert.equal(code, 3);
  assert.match(stderr, /cannot be reached/);
  assert.match(stderr, /kelvin restore .*restore\.json/);
  const journal = join(out, 'restore.jsonl');
  writeFileSync(journal, readFileSync(journal, 'utf8').replace(address, endpoint));
  assert.equal((await kelvinHere(['restore', journal], { env: ENV })).code, 0);
  assert.deepEqual(await state(), before);
});

test('accepts an ARN, a qualifier that stands for the same code, and a password in the address, which gets into no file', async () => {
  const before = await state();
  const arn = `arn:aws:lambda:us-east-1:000000000000:function:${NAME}`;
  const out = join(folder, 'by-arn');
  const address = endpoint.replace('http://', 'http://user:s3cret@');
  const args = ['tune', '--function', arn, '--qualifier', '1', '--endpoint-url', address, ...LEAST, '--out', out];
  const finished = await kelvinHere(args, { env: ENV });
  assertDone(finished);
  assert.deepEqual(await state(), before);
  const { header } = readRecording(join(out, 'recording.jsonl'));
  assert.deepEqual([header.function.name, header.function.qualifier], [NAME, '1']);
  for (const file of readdirSync(out)) {
    assert.doesNotMatch(readFileSync(join(out, file), 'utf8'), /\b000000000000\b|s3cret/, file);
  }
});

test('a qualifier that stands for something else is measured on a copy, and the function is only read', async () => {
  await client.send(new UpdateFunctionConfigurationCommand({ FunctionName: NAME, Timeout: 8 }));
  await updated();
  const before = [await state(), await revision()];
  const out = join(folder, 'by-copy');
  const args = ['tune', '--function', NAME, '--qualifier', '1', '--endpoint-url', endpoint, ...LEAST, '--out', out];
  const finished = await kelvinHere(args, { env: ENV });
  assertDone(finished);
  assert.match(finished.stderr, /orders:1 is measured on a copy of it, .* \(Timeout differs\); it is itself only read/);
  assert.deepEqual([await state(), await revision()], before);
  const { header } = readRecording(join(out, 'recording.jsonl'));
  assert.deepEqual([header.function.name, header.function.qualifier, header.function.timeoutMs], [NAME, '1', 7000]);
  assert.deepEqual(header.function.copied, { differing: ['Timeout'] });
  await assertNoCopies();
});

test('with --copy the function is only read, and its copy goes with the run', async () => {
  const before = [await state(), await revision()];
  const out = join(folder, 'copied');
  const args = ['tune', '--function', NAME, '--copy', '--endpoint-url', endpoint, ...LEAST, '--out', out];
  assertDone(await kelvinHere(args, { env: ENV }));
  assert.deepEqual([await state(), await revision()], before);
  const { name, copied } = readRecording(join(out, 'recording.jsonl')).header.function;
  assert.deepEqual([name, copied], [NAME, { differing: [] }]);
  await assertNoCopies();
});

test('a missing function is one clear message', async () => {
  const { code, stderr } = await kelvinHere(['tune', '--function', 'nowhere', '--endpoint-url', endpoint], {
    env: ENV,
    cwd: folder,
  });
  assert.equal(code, 3);
  assert.match(stderr, /there is no such function/);
  assert.match(stderr, /hint: /);
});

test('a version or alias that there is none of is told with those that there are', async () => {
  await client.send(new CreateAliasCommand({ FunctionName: NAME, Name: 'prod', FunctionVersion: '1' }));
  for (const more of [[], ['--copy'], ['--read-only']]) {
    const args = ['tune', '--function', `${NAME}:pord`, ...more, '--endpoint-url', endpoint];
    const { code, stderr } = await kelvinHere(args, { env: ENV, cwd: folder });
    assert.equal(code, 3, stderr);
    assert.match(stderr, /orders has no version or alias pord/);
    assert.match(stderr, /hint: it has the alias prod and the versions? 1.*; without a qualifier \$LATEST is taken/);
  }
  await client.send(new DeleteAliasCommand({ FunctionName: NAME, Name: 'prod' }));
});

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGKILL', null],
] as const) {
  test(`after ${signal} in the middle of a run the function is as it was`, async () => {
    const before = await state();
    const out = join(folder, signal);
    const args = [
      'tune',
      '--function',
      NAME,
      '--endpoint-url',
      endpoint,
      '--memory',
      '256,512',
      '--cold',
      '50',
      '--warm',
      '500',
    ];
    const run = startKelvin([...args, '--out', out], { env: ENV });
    await until('measuring', () => linesOf(join(out, 'recording.jsonl')) > 4);
    assert.ok(existsSync(join(out, 'restore.jsonl')));
    run.child.kill(signal);
    assert.equal((await run.finished).code, code);
    await until('putting the function back', () => !existsSync(join(out, 'restore.jsonl')));
    assert.deepEqual(await state(), before);
    const kinds = readRecording(join(out, 'recording.jsonl')).measurements.map(({ outcome }) => outcome.kind);
    assert.ok(kinds.length > 2);
    // One that is under way when the run is told to end is written down as that; between two there is none.
    assert.ok(kinds.slice(0, -1).every((kind) => kind === 'completed'));
    assert.ok(['completed', 'open'].includes(kinds.at(-1) ?? ''), kinds.at(-1));
  });
}

test('kelvin restore puts a function back by hand from the journal', async () => {
  const before = await state();
  const journal = join(folder, 'restore.jsonl');
  const original = { memorySizeMB: 640, description: 'takes orders' };
  const marker = 'kelvin 0123456789ab';
  writeFileSync(
    journal,
    JSON.stringify({ schemaVersion: 1, functionName: NAME, region: 'us-east-1', endpoint, marker, original }),
  );
  await client.send(
    new UpdateFunctionConfigurationCommand({ FunctionName: NAME, MemorySize: 1024, Description: `${marker} 1` }),
  );
  await updated();
  await client.send(new PublishVersionCommand({ FunctionName: NAME }));
  const { code, stdout } = await kelvin(['restore', journal], { env: ENV });
  assert.equal(code, 0);
  assert.match(stdout, /orders is as it was before the run/);
  assert.deepEqual(await state(), before);
  assert.ok(!existsSync(journal));
});

test('a scenario with code runs on any endpoint, and its function is removed again', async () => {
  mkdirSync(join(folder, 'code'));
  writeFileSync(join(folder, 'code', 'handler.mjs'), 'export const handler = async () => 1;\n');
  const args = ['tune', join(folder, 'code', 'handler.mjs'), '--endpoint-url', endpoint, ...LEAST];
  assertDone(await kelvinHere([...args, '--out', join(folder, 'made')], { env: ENV }));
  const { stdout } = await kelvinHere(['report', join(folder, 'made'), '--json', '-']);
  const { name } = JSON.parse(stdout).function;
  await assert.rejects(client.send(new GetFunctionConfigurationCommand({ FunctionName: name })), /Function not found/);
});
