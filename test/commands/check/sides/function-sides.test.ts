import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateFunctionCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListFunctionsCommand,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { type Emulator, startEmulator } from '../../../../src/emulator/index.js';
import { zipOf } from '../../../fixtures/zip.js';
import { temporaryFolder } from '../../kelvin.js';
import { answersOf, withSides } from './opened.js';
import { SCENARIO } from './repository.js';

const folder = temporaryFolder(after);
const NAME = 'orders';
const CREDENTIALS = { accessKeyId: 'a', secretAccessKey: 'b' };
/** A table's name, and what the code itself says. */
const answering = (text: string): string =>
  `export const handler = async () => \`${text} \${process.env.TABLE} \${process.env.AWS_LAMBDA_FUNCTION_NAME}\`;\n`;
let emulator: Emulator;
let client: LambdaClient;
after(async () => {
  client.destroy();
  await emulator.close();
});

const updated = () => waitUntilFunctionUpdatedV2({ client, minDelay: 0.05, maxWaitTime: 120 }, { FunctionName: NAME });

before(async () => {
  emulator = await startEmulator({ port: 0, preferFunctions: true });
  client = new LambdaClient({ endpoint: emulator.endpoint, region: 'us-east-1', credentials: CREDENTIALS });
  await client.send(
    new CreateFunctionCommand({
      FunctionName: NAME,
      Description: 'takes orders',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::123456789012:role/orders',
      Code: { ZipFile: await zipOf({ 'index.mjs': answering('one') }) },
      MemorySize: 640,
      Timeout: 7,
      Environment: { Variables: { TABLE: 'old' } },
    }),
  );
  await updated();
  await client.send(new PublishVersionCommand({ FunctionName: NAME }));
  await client.send(
    new UpdateFunctionCodeCommand({ FunctionName: NAME, ZipFile: await zipOf({ 'index.mjs': answering('two') }) }),
  );
  await updated();
  await client.send(
    new UpdateFunctionConfigurationCommand({ FunctionName: NAME, Environment: { Variables: { TABLE: 'new' } } }),
  );
  await updated();
});

const configuration = async (): Promise<unknown> => {
  const { $metadata: _, ...rest } = await client.send(new GetFunctionConfigurationCommand({ FunctionName: NAME }));
  return rest;
};

const names = async (): Promise<unknown> =>
  (await client.send(new ListFunctionsCommand({}))).Functions?.map(({ FunctionName }) => FunctionName);

/** Of the function itself nothing has been invoked. */
const logGroups = async (): Promise<unknown> => {
  const logs = new CloudWatchLogsClient({ endpoint: emulator.endpoint, region: 'us-east-1', credentials: CREDENTIALS });
  const { logGroups: found } = await logs.send(new DescribeLogGroupsCommand({}));
  logs.destroy();
  return found;
};

const copyName = (side: string): RegExp => new RegExp(`kelvin-orders-${side}-[0-9a-f]{12}"$`);

test('compares two versions of a function by copies of them, each with its own environment', async () => {
  const options = { function: NAME, base: '1', head: '$LATEST', endpointUrl: emulator.endpoint };
  const before = await configuration();
  await withSides(undefined, options, folder, async ({ sides }) => {
    const { base, head } = await answersOf(sides);
    assert.match(base, /^"one old /);
    assert.match(head, /^"two new /);
    assert.match(base, copyName('base'));
    assert.match(head, copyName('head'));
    assert.deepEqual(sides.base.source, { kind: 'function', name: NAME, qualifier: '1' });
    const { name, qualifier, currentMemorySizeMB, timeoutMs, environmentNames } = sides.base.function;
    assert.deepEqual(
      { name, qualifier, currentMemorySizeMB, timeoutMs, environmentNames },
      { name: NAME, qualifier: '1', currentMemorySizeMB: 640, timeoutMs: 7000, environmentNames: ['TABLE'] },
    );
    assert.ok(sides.base.kind === 'measured' && existsSync(join(sides.base.code?.folder ?? '', 'index.mjs')));
    assert.deepEqual(readdirSync(join(folder, 'run')).sort(), ['restore-base.jsonl', 'restore-head.jsonl']);
    assert.match(JSON.stringify(await logGroups()), /kelvin-orders-base/);
  });
  assert.deepEqual(await logGroups(), []);
  assert.deepEqual([await configuration(), await names(), readdirSync(join(folder, 'run'))], [before, [NAME], []]);
});

test('compares a zip with a function whose configuration it takes over', async () => {
  const zip = join(folder, 'next.zip');
  writeFileSync(zip, await zipOf({ 'index.mjs': answering('three') }));
  const options = { base: `function:${NAME}:1`, head: 'next.zip', endpointUrl: emulator.endpoint };
  await withSides(undefined, options, folder, async ({ sides }) => {
    const { base, head } = await answersOf(sides);
    assert.match(base, /^"one old /);
    assert.match(head, /^"three old /);
    assert.deepEqual(sides.head.source, { kind: 'zip', path: 'next.zip' });
  });
  assert.deepEqual(await names(), [NAME]);
});

test('sends a zip as it is, and knows what is in it', async () => {
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src', 'index.mjs'), answering('folder'));
  writeFileSync(join(folder, 'greeting.yaml'), SCENARIO);
  const zip = await zipOf({ 'index.mjs': answering('zip') });
  writeFileSync(join(folder, 'old.zip'), zip);
  await withSides('greeting.yaml', { base: 'old.zip' }, folder, async ({ sides }) => {
    const { base, head } = await answersOf(sides);
    assert.match(base, /^"zip /);
    assert.match(head, /^"folder /);
    assert.equal(sides.base.function.codeSizeBytes, zip.length);
    assert.deepEqual(sides.head.source, { kind: 'working-tree' });
    assert.ok(sides.base.kind === 'measured' && existsSync(join(sides.base.code?.folder ?? '', 'index.mjs')));
  });
});
