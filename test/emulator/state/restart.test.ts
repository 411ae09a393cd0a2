import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionCommand,
  CreateFunctionUrlConfigCommand,
  DeleteFunctionCommand,
  DeleteLayerVersionCommand,
  GetAliasCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  GetFunctionUrlConfigCommand,
  GetLayerVersionCommand,
  GetPolicyCommand,
  GetProvisionedConcurrencyConfigCommand,
  InvokeCommand,
  LambdaClient,
  PublishLayerVersionCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  PutProvisionedConcurrencyConfigCommand,
  TagResourceCommand,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { startKelvin, until } from '../../commands/kelvin.js';
import { Bench, credentials, zip } from '../harness.js';

const folder = mkdtempSync(join(tmpdir(), 'kelvin-state-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const source = { 'index.js': 'exports.handler = async (event) => { console.log("seen", event.n); return event; }' };

async function logged(endpoint: string, name: string): Promise<string[]> {
  const client = new CloudWatchLogsClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  const found = await client.send(
    new FilterLogEventsCommand({ logGroupName: `/aws/lambda/${name}`, filterPattern: 'seen' }),
  );
  client.destroy();
  return (found.events ?? []).map(({ message = '' }) => message.trim().replace(/^.*\t/, ''));
}

describe('an emulator that keeps its state', () => {
  const state = join(folder, 'orderly');

  test('has everything again that users made, after it was closed and its folder was moved', async (t) => {
    const before = await Bench.start({ state });
    t.after(() => before.close());
    const { lambda } = before;
    await before.create('kept', source, { Environment: { Variables: { TABLE: 'orders' } } });
    const FunctionName = 'kept';
    await lambda.send(new PublishVersionCommand({ FunctionName }));
    await lambda.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1', Description: 'x' }));
    await lambda.send(
      new AddPermissionCommand({ FunctionName, StatementId: 's', Action: 'lambda:*', Principal: '123456789012' }),
    );
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 7 }));
    await lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName, MaximumRetryAttempts: 1 }));
    await lambda.send(
      new PutProvisionedConcurrencyConfigCommand({
        FunctionName,
        Qualifier: 'live',
        ProvisionedConcurrentExecutions: 1,
      }),
    );
    await lambda.send(
      new TagResourceCommand({ Resource: 'arn:aws:lambda:us-east-1:000000000000:function:kept', Tags: { team: 'a' } }),
    );
    const url = await lambda.send(new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: 'NONE' }));
    await lambda.send(new PublishLayerVersionCommand({ LayerName: 'l', Content: { ZipFile: await zip({ a: 'b' }) } }));
    await before.invoke('kept', { n: 1 });
    const shown = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    await before.close();

    renameSync(state, `${state}-moved`);
    const again = await Bench.start({ state: `${state}-moved` });
    t.after(() => again.close());
    const config = await again.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    assert.deepEqual({ ...config, $metadata: 0 }, { ...shown, $metadata: 0 });
    const found = await again.lambda.send(new GetFunctionCommand({ FunctionName }));
    assert.deepEqual([found.Tags, found.Concurrency], [{ team: 'a' }, { ReservedConcurrentExecutions: 7 }]);
    assert.equal((await fetch(found.Code?.Location ?? '')).status, 200);
    const alias = await again.lambda.send(new GetAliasCommand({ FunctionName, Name: 'live' }));
    assert.deepEqual([alias.FunctionVersion, alias.Description], ['1', 'x']);
    const { Policy } = await again.lambda.send(new GetPolicyCommand({ FunctionName }));
    assert.match(Policy ?? '', /"Sid":"s"/);
    const urlAgain = await again.lambda.send(new GetFunctionUrlConfigCommand({ FunctionName }));
    assert.equal(urlAgain.FunctionUrl, url.FunctionUrl);
    const layer = await again.lambda.send(new GetLayerVersionCommand({ LayerName: 'l', VersionNumber: 1 }));
    assert.equal((await fetch(layer.Content?.Location ?? '')).status, 200);
    const provisioned = await again.lambda.send(
      new GetProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier: 'live' }),
    );
    assert.equal(provisioned.RequestedProvisionedConcurrentExecutions, 1);
    assert.deepEqual(await logged(again.emulator.endpoint, 'kept'), ['seen 1']);
    assert.deepEqual((await again.invoke('kept', { n: 2 }, 'live')).payload, { n: 2 });
    assert.deepEqual(await logged(again.emulator.endpoint, 'kept'), ['seen 1', 'seen 2']);
  });

  test('has no package left on disk that nothing refers to, once it was started again', async (t) => {
    const path = join(folder, 'deleted');
    const before = await Bench.start({ state: path });
    t.after(() => before.close());
    await before.create('gone', source);
    await before.lambda.send(new DeleteFunctionCommand({ FunctionName: 'gone' }));
    assert.equal(readdirSync(join(path, 'packages')).length, 2);
    await before.close();
    const again = await Bench.start({ state: path });
    t.after(() => again.close());
    assert.deepEqual(readdirSync(join(path, 'packages')), []);
  });

  test('has the layers of a function still that were deleted, and shows no function where it keeps all this', async (t) => {
    const path = join(folder, 'layered');
    const before = await Bench.start({ state: path });
    t.after(() => before.close());
    const layer = async (name: string): Promise<string> => {
      const content = await zip({ [`nodejs/node_modules/${name}/index.js`]: `module.exports = '${name}'` });
      const command = new PublishLayerVersionCommand({ LayerName: name, Content: { ZipFile: content } });
      return (await before.lambda.send(command)).LayerVersionArn ?? '';
    };
    const Layers = [await layer('one'), await layer('two')];
    const code = `
      const { existsSync, readdirSync } = require('node:fs');
      exports.handler = async ({ path }) => [require('one'), require('two'), existsSync(path) ? readdirSync(path) : []];`;
    await before.create('layered', { 'index.js': code }, { Layers });
    await before.lambda.send(new DeleteLayerVersionCommand({ LayerName: 'one', VersionNumber: 1 }));
    const { sandbox } = before.emulator.facts;
    const check = async (bench: Bench): Promise<void> => {
      const { payload } = await bench.invoke('layered', sandbox.enforced ? { path } : { path: 'nowhere' });
      assert.deepEqual(payload, ['one', 'two', []]);
    };
    await check(before);
    await before.close();

    const again = await Bench.start({ state: path });
    t.after(() => again.close());
    await check(again);
    await again.lambda.send(new DeleteFunctionCommand({ FunctionName: 'layered' }));
    await again.close();
    const last = await Bench.start({ state: path });
    t.after(() => last.close());
    // The other layer, and its zip.
    assert.equal(readdirSync(join(path, 'packages')).length, 2);
    await last.close();
  });

  test('refuses a folder that another emulator uses, and one that is damaged', async (t) => {
    const path = join(folder, 'shared');
    const first = await Bench.start({ state: path });
    t.after(() => first.close());
    await assert.rejects(Bench.start({ state: path }), { name: 'StateError', message: /in use by process \d+/ });
    await first.close();
    writeFileSync(join(path, 'state.json'), '{"half": ');
    await assert.rejects(Bench.start({ state: path }), { name: 'StateError', message: /state.json is no state/ });
    writeFileSync(join(path, 'state.json'), '{"version": 99, "data": {}}');
    await assert.rejects(Bench.start({ state: path }), { name: 'StateError', message: /has version 99/ });
    assert.equal(existsSync(join(path, 'lock')), false);
  });
});

test('what was answered before a kill -9 is there after it', async (t) => {
  const state = join(folder, 'killed');
  const first = await startWith(state);
  t.after(() => first.running.child.kill('SIGKILL'));
  await first.lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'kept',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::000000000000:role/test',
      Code: { ZipFile: await zip(source) },
    }),
  );
  await waitUntilFunctionActiveV2({ client: first.lambda, minDelay: 0.05, maxWaitTime: 120 }, { FunctionName: 'kept' });
  await first.invoke(1);
  await until('the log is on disk', () => readFileSync(join(state, 'events.jsonl'), 'utf8').includes('REPORT'));
  first.running.child.kill('SIGKILL');
  await first.running.finished;
  const second = await startWith(state);
  t.after(() => second.running.child.kill('SIGKILL'));
  assert.equal(await second.invoke(2), '{"n":2}');
  assert.deepEqual(await logged(second.endpoint, 'kept'), ['seen 1', 'seen 2']);
  second.running.child.kill('SIGTERM');
  assert.equal((await second.running.finished).code, 0);
  for (const { lambda } of [first, second]) lambda.destroy();
});

async function startWith(state: string) {
  const running = startKelvin(['emulate', '--port', '0', '--state', state]);
  await until('the emulator is up', () => running.output().includes('\n'));
  const { endpoint } = JSON.parse(running.output()) as { endpoint: string };
  const lambda = new LambdaClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  const invoke = async (n: number) => {
    const reply = await lambda.send(new InvokeCommand({ FunctionName: 'kept', Payload: JSON.stringify({ n }) }));
    return reply.Payload?.transformToString();
  };
  return { running, endpoint, lambda, invoke };
}
