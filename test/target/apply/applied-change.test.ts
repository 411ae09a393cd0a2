import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import {
  GetFunctionConfigurationCommand,
  PublishVersionCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { type Emulator, startEmulator } from '../../../src/emulator/index.js';
import {
  AppliedChange,
  type Connection,
  connect,
  Journal,
  journalHead,
  makeRunAlias,
  putBack,
  runAliasOf,
} from '../../../src/target/index.js';
import { megabytes, milliseconds } from '../../../src/units/index.js';
import { temporaryFolder } from '../../commands/kelvin.js';
import { clientsOf } from '../../fixtures/faults/index.js';
import { APPLIED_ALIAS, makeSubject } from '../../fixtures/faults/subject.js';

const folder = temporaryFolder(after);
const { signal } = new AbortController();
let emulator: Emulator;
let clients: ReturnType<typeof clientsOf>;
let connection: Connection;
let made = 0;
let functionName = '';
let journal: Journal;

before(async () => {
  emulator = await startEmulator({ port: 0, transition: milliseconds(0), preferFunctions: true });
  clients = clientsOf(emulator.endpoint);
  connection = await connect({ endpointUrl: emulator.endpoint, region: 'us-east-1' });
});
after(async () => {
  connection.close();
  clients.lambda.destroy();
  clients.logs.destroy();
  await emulator.close();
});
beforeEach(async () => {
  made += 1;
  functionName = `orders-${made}`;
  await makeSubject(clients, functionName);
  const original = { memorySizeMB: 640, description: 'takes orders' };
  const head = journalHead({ region: 'us-east-1' }, { functionName, marker: 'kelvin 0123456789ab', original });
  journal = Journal.open(join(folder, functionName, 'restore.jsonl'), head);
  assert.ok(await makeRunAlias(connection, journal));
});

const latest = () => clients.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: functionName }));
const applied = async (control = connection.control) =>
  new AppliedChange({ connection: { ...connection, control }, functionName, journal, original: await latest() });

test('a change that is rolled back is undone, and the function stays locked until the run ends', async () => {
  const change = await applied();
  await change.setMemorySize(megabytes(1024), signal);
  assert.equal((await latest()).MemorySize, 1024);
  assert.deepEqual(await change.rollBack(), []);
  assert.equal((await latest()).MemorySize, 640);
  assert.match((await runAliasOf(connection, functionName)) ?? '', /^kelvin 0123456789ab/);
  assert.deepEqual(await putBack(connection, journal), { left: [], theirs: [] });
  assert.equal(await runAliasOf(connection, functionName), undefined);
});

test('an endpoint that takes a memory size and does not set it is asked a few times only', async () => {
  let asked = 0;
  const send = async (command: Parameters<Connection['control']['send']>[0]) => {
    if (!(command instanceof UpdateFunctionConfigurationCommand)) return connection.control.send(command);
    asked += 1;
    return latest();
  };
  const deaf: Connection['control'] = Object.create(connection.control, { send: { value: send } });
  const change = await applied(deaf);
  await assert.rejects(change.setMemorySize(megabytes(1024), signal), /changes all the time/);
  assert.equal(asked, 5);
});

test('what is settled stays: the memory size, its version and the alias that leads to it, and nothing else', async () => {
  const change = await applied();
  await change.setMemorySize(megabytes(1024), signal);
  const version = await change.publish(megabytes(1024), signal);
  const from = { version: '2', weights: {} };
  await change.moveAlias(APPLIED_ALIAS, from, { version, weights: {} });
  change.settle();
  assert.deepEqual(await putBack(connection, journal), { left: [], theirs: [] });
  const moved = { FunctionName: functionName, Qualifier: APPLIED_ALIAS };
  const { MemorySize, Version, Description } = await clients.lambda.send(new GetFunctionConfigurationCommand(moved));
  assert.deepEqual([MemorySize, Version, Description], [1024, version, '1,024 MB, applied by kelvin 0123456789ab']);
  assert.equal((await latest()).MemorySize, 1024);
  assert.equal(await runAliasOf(connection, functionName), undefined);
});

test('what somebody sets in the moment before the version is published is not released with it', async () => {
  const send = async (command: Parameters<Connection['control']['send']>[0]) => {
    if (command instanceof PublishVersionCommand) {
      const theirs = { FunctionName: functionName, Environment: { Variables: { UNRELEASED: 'yes' } } };
      await clients.lambda.send(new UpdateFunctionConfigurationCommand(theirs));
    }
    return connection.control.send(command);
  };
  const change = await applied(Object.create(connection.control, { send: { value: send } }));
  await change.setMemorySize(megabytes(1024), signal);
  await assert.rejects(change.publish(megabytes(1024), signal), /somebody else has changed .*: Environment\./);
  assert.deepEqual(await putBack(connection, journal), { left: [], theirs: [] });
  const { MemorySize, Environment } = await latest();
  assert.deepEqual([MemorySize, Environment?.Variables], [640, { UNRELEASED: 'yes' }]);
});
