import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  GetFunctionCommand,
  ListEventSourceMappingsCommand,
  ListVersionsByFunctionCommand,
} from '@aws-sdk/client-lambda';
import { Bench, credentials } from '../../emulator/harness.js';

/**
 * npm's `node-lambda` deploys functions with the second generation of AWS's SDK, and knows no more of an emulator than an
 * address. It is 100 MB with that SDK, so it is no dependency: `KELVIN_NODE_LAMBDA` names the package's folder.
 */
const folder = process.env.KELVIN_NODE_LAMBDA ?? '';
const program = join(folder, 'bin', 'node-lambda');
const skip = existsSync(program) ? false : 'node-lambda is not installed (KELVIN_NODE_LAMBDA would name its folder)';

const run = promisify(execFile);
const [FunctionName, region] = ['deployed', 'us-east-1'];

let bench: Bench;
let app: string;
before(async () => {
  bench = await Bench.start();
  app = await mkdtemp(join(tmpdir(), 'kelvin-node-lambda-'));
});
after(async () => {
  // The tool packs in a folder of its own beside the application's, and leaves it.
  await rm(`${app}-lambda`, { recursive: true, force: true });
  await bench.close();
  await rm(app, { recursive: true, force: true });
});

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) await writeFile(join(app, name), content);
}

async function deploy(...options: readonly string[]): Promise<void> {
  const { accessKeyId, secretAccessKey } = credentials;
  const account = ['--endpoint', bench.emulator.endpoint, '--accessKey', accessKeyId, '--secretKey', secretAccessKey];
  const what = ['--region', region, '--role', 'arn:aws:iam::000000000000:role/r', '--runtime', 'nodejs24.x'];
  const args = ['deploy', ...account, ...what, '--prebuiltDirectory', app, ...options];
  await run(process.execPath, [program, ...args], { cwd: app, timeout: 120_000 });
}

test('a tool of others deploys a function, and deploys it again', { skip }, async () => {
  const EventSourceArn = `arn:aws:sqs:${region}:000000000000:queue`;
  await write({
    'package.json': JSON.stringify({ name: FunctionName, version: '1.0.0' }),
    'index.js': "exports.handler = async ({ name }) => process.env.GREETING + ' ' + name;",
    'deploy.env': 'GREETING=hello\n',
    'sources.json': JSON.stringify({ EventSourceMappings: [{ EventSourceArn, BatchSize: 5, Enabled: true }] }),
  });
  const settings = ['--configFile', 'deploy.env', '--memorySize', '256', '--tags', 'team=kelvin'];
  await deploy(...settings, '--retentionInDays', '7', '--eventSourceFile', 'sources.json');
  assert.equal((await bench.invoke(FunctionName, { name: 'you' })).payload, 'hello you');
  const { Configuration, Tags } = await bench.lambda.send(new GetFunctionCommand({ FunctionName }));
  assert.deepEqual([Configuration?.MemorySize, Tags], [256, { team: 'kelvin' }]);
  const { EventSourceMappings = [] } = await bench.lambda.send(new ListEventSourceMappingsCommand({ FunctionName }));
  assert.deepEqual(
    EventSourceMappings.map((it) => [it.EventSourceArn, it.BatchSize]),
    [[EventSourceArn, 5]],
  );
  assert.equal(await retention(), 7);

  await write({ 'index.js': "exports.handler = async ({ name }) => 'good bye ' + name;" });
  await deploy(...settings, '--publish', 'true');
  assert.equal((await bench.invoke(FunctionName, { name: 'you' })).payload, 'good bye you');
  const { Versions = [] } = await bench.lambda.send(new ListVersionsByFunctionCommand({ FunctionName }));
  assert.deepEqual(
    Versions.map(({ Version }) => Version),
    ['$LATEST', '1'],
  );
});

async function retention(): Promise<number | undefined> {
  const logs = new CloudWatchLogsClient({ endpoint: bench.emulator.endpoint, region, credentials });
  const { logGroups: [group] = [] } = await logs.send(
    new DescribeLogGroupsCommand({ logGroupNamePrefix: `/aws/lambda/${FunctionName}` }),
  );
  logs.destroy();
  return group?.retentionInDays;
}
