import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { RecordingWriter, readCheckRecording, readRecording } from '../../../src/recording/index.js';
import { epochMilliseconds, megabytes } from '../../../src/units/index.js';
import { type FaultProxy, type ProxiedAnswer, type ProxiedCall, rewritten } from '../../fixtures/faults/index.js';
import { hideEmulator } from '../../fixtures/hidden-emulator.js';
import { headerWith, warmAround } from '../../fixtures/recording.js';
import { zipOf } from '../../fixtures/zip.js';
import { kelvinHere, temporaryFolder } from '../kelvin.js';
import { assertLoaded } from '../load/load-run.js';
import { type Account, openAccount, sentAs } from './kind-of-function.js';

const folder = temporaryFolder(after);
const IMAGE = '123456789012.dkr.ecr.us-east-1.amazonaws.com/photos';
const CODE = {
  RepositoryType: 'ECR',
  ImageUri: `${IMAGE}:latest`,
  ResolvedImageUri: `${IMAGE}@sha256:${'a'.repeat(64)}`,
};
const IMAGE_CONFIG = { Command: ['app.handler'], WorkingDirectory: '/app' };
/** Takes half the time at twice the memory. */
const SOURCE = `export const handler = () =>
  new Promise((done) => setTimeout(done, 12288 / process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE));\n`;
let account: Account;
let proxy: FaultProxy;
let code: Uint8Array;
let pendingLooks = 0;

/** What AWS tells of a function whose code is an image: no runtime, no handler, no layers. */
function asImage({
  Runtime: _,
  Handler: __,
  Layers: ___,
  RuntimeVersionConfig: ____,
  ...fields
}: Record<string, unknown>) {
  return { ...fields, CodeSize: 0, PackageType: 'Image', ImageConfigResponse: { ImageConfig: IMAGE_CONFIG } };
}

/** An image is prepared before the function is active; the emulator runs none, and runs a zip in its place. */
function onRequest(call: ProxiedCall): Promise<ProxiedAnswer> | undefined {
  if (call.operation !== 'CreateFunction') return undefined;
  pendingLooks = 2;
  return sentAs(account.emulator, call, ({ Code, PackageType: _, ImageConfig: __, ...fields }) => {
    assert.deepEqual(Code, { ImageUri: CODE.ResolvedImageUri });
    const ZipFile = Buffer.from(code).toString('base64');
    return { ...fields, Runtime: 'nodejs24.x', Handler: 'index.handler', Code: { ZipFile } };
  });
}

function onAnswer({ operation, path }: ProxiedCall, answer: ProxiedAnswer): ProxiedAnswer | undefined {
  if (answer.status >= 300) return undefined;
  if (operation === 'GetFunction') {
    return rewritten(answer, (it) => ({ ...it, Code: CODE, Configuration: asImage(Object(it.Configuration)) }));
  }
  if (!/^(GetFunctionConfiguration|UpdateFunctionConfiguration|PublishVersion|CreateFunction)$/.test(operation))
    return undefined;
  const isPending = operation === 'GetFunctionConfiguration' && path.includes('kelvin-photos') && pendingLooks > 0;
  if (isPending) pendingLooks -= 1;
  return rewritten(answer, (it) => ({ ...asImage(it), ...(isPending ? { State: 'Pending' } : {}) }));
}

before(async () => {
  account = await openAccount();
  code = await zipOf({ 'index.mjs': SOURCE });
  await account.has('photos', { MemorySize: 128 }, SOURCE);
  proxy = await hideEmulator(account.emulator.endpoint, { onRequest, onAnswer });
});
after(async () => {
  await proxy.close();
  await account.close();
});

const run = (command: string, out: string, ...more: readonly string[]) =>
  kelvinHere([command, ...more, '--yes'].concat(...['--endpoint-url', proxy.endpoint, '--out', join(folder, out)]), {
    env: account.env,
  });
const named = ['--function', 'photos'];
const flat = (text: string): string => text.replace(/\s+/g, ' ');

test('an image is tuned as it is', async () => {
  const few = ['--memory', '256', '--cold', '1', '--warm', '3'];
  const { code, stdout, stderr } = await run('tune', 'tune', ...named, ...few);
  assert.ok(code === 0 || code === 4, `${stdout}${stderr}`);
  assert.match(flat(stdout), /photos, container image, x86_64/);
  const { header, measurements } = readRecording(join(folder, 'tune', 'recording.jsonl'));
  assert.equal(header.function.packageType, 'Image');
  assert.ok(measurements.every(({ outcome }) => outcome.kind === 'completed'));
});

test('what was recommended for an image can be applied to it', async () => {
  const recording = join(folder, 'tuned', 'recording.jsonl');
  const memorySizesMB = [megabytes(128), megabytes(256)];
  const header = headerWith({
    scenario: { name: 'photos', memorySizesMB, strategy: { kind: 'fastest' } },
    function: { name: 'photos', packageType: 'Image', currentMemorySizeMB: megabytes(128) },
    target: { kind: 'endpoint' },
  });
  const writer = RecordingWriter.create(recording, header);
  for (const measurement of [...warmAround(128, 96, 24), ...warmAround(256, 48, 24)]) writer.append(measurement);
  writer.append({ type: 'end', at: epochMilliseconds(1_795_000_100_000), reason: 'complete' });
  writer.close();
  const { code, stdout, stderr } = await run('apply', 'apply', recording, '--dry-run');
  assert.equal(code, 0, `${stdout}${stderr}`);
  assert.match(flat(stdout), /lambda:UpdateFunctionConfiguration photos: sets \$LATEST to 256 MB/);
});

test('a copy of it is made of the very image that its tag led to, and is waited for', async () => {
  const few = ['--memory', '256', '--cold', '1', '--warm', '3'];
  const { code, stdout, stderr } = await run('tune', 'copy', ...named, '--copy', ...few);
  assert.ok(code === 0 || code === 4, `${stdout}${stderr}`);
  assert.equal(pendingLooks, 0);
  const made = proxy.calls.find(({ operation }) => operation === 'CreateFunction');
  const { PackageType, ImageConfig, Runtime, Handler } = JSON.parse(made?.body.toString('utf8') ?? '{}');
  assert.deepEqual([PackageType, ImageConfig, Runtime, Handler], ['Image', IMAGE_CONFIG, undefined, undefined]);
});

test('a load of it has its reports, and a check its two sides', async () => {
  const load = await run('load', 'load', ...named, '--load', 'burst 3');
  assertLoaded(load);
  assert.match(flat(load.stdout), /Duration p50 [\d.]+ ms .* n 3/);
  const few = ['--memory', '256', '--warm', '1', '--max-cold-starts', '10'];
  const check = await run('check', 'check', ...named, '--self', ...few);
  assert.ok([0, 1, 4].includes(check.code ?? -1), `${check.stdout}${check.stderr}`);
  const { measurements } = readCheckRecording(join(folder, 'check', 'recording.jsonl'));
  assert.ok(measurements.length >= 40 && measurements.every(({ outcome }) => outcome.kind === 'completed'));
  assert.match(flat(check.stdout), /photos, container image, x86_64/);
  assert.match(flat(check.stdout), /what a container image loads is not known/);
});

test('nothing is left of its copies', async () => {
  const { Functions = [] } = await account.client.send(new ListFunctionsCommand({}));
  assert.deepEqual(
    Functions.map((it) => it.FunctionName),
    ['photos'],
  );
});
