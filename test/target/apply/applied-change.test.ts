import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import {
  GetFunctionConfigurationCommand,
  PublishVersionCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import {
  AppliedChange,
  type Connection,
  leftOfApply,
  makeRunAlias,
  putBack,
  readLockNote,
  recordFromAlias,
  runAliasOf,
} from '../../../src/target/index.js';
import { megabytes } from '../../../src/units/index.js';
import { APPLIED_ALIAS } from '../../fixtures/faults/subject.js';
import { toChange } from './orders-to-change.js';

const { signal } = new AbortController();
const NOTHING = { left: [], theirs: [] };

beforeEach(async () => {
  const { connection, journal } = toChange();
  assert.ok(await makeRunAlias(connection, journal));
});

function latest() {
  const { clients, functionName: FunctionName } = toChange();
  return clients.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
}
async function applied(control = toChange().connection.control): Promise<AppliedChange> {
  const { connection, functionName, journal } = toChange();
  return new AppliedChange({ connection: { ...connection, control }, functionName, journal, original: await latest() });
}

test('a change that is rolled back is undone, and the function stays locked until the run ends', async () => {
  const { connection, functionName, journal } = toChange();
  const change = await applied();
  await change.setMemorySize(megabytes(1024), signal);
  assert.equal((await latest()).MemorySize, 1024);
  assert.deepEqual(await change.rollBack(), []);
  assert.equal((await latest()).MemorySize, 640);
  assert.match((await runAliasOf(connection, functionName)) ?? '', /^kelvin 0123456789ab/);
  assert.deepEqual(await putBack(connection, journal), NOTHING);
  assert.equal(await runAliasOf(connection, functionName), undefined);
});

test('an endpoint that takes a memory size and does not set it is asked a few times only', async () => {
  const { connection } = toChange();
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
  const { clients, connection, functionName, journal } = toChange();
  const change = await applied();
  await change.setMemorySize(megabytes(1024), signal);
  const version = await change.publish(megabytes(1024), signal);
  const from = { version: '2', weights: {} };
  await change.moveAlias(APPLIED_ALIAS, from, { version, weights: {} });
  change.settle();
  assert.deepEqual(await putBack(connection, journal), NOTHING);
  const moved = { FunctionName: functionName, Qualifier: APPLIED_ALIAS };
  const { MemorySize, Version, Description } = await clients.lambda.send(new GetFunctionConfigurationCommand(moved));
  assert.deepEqual([MemorySize, Version, Description], [1024, version, '1,024 MB, applied by kelvin 0123456789ab']);
  assert.equal((await latest()).MemorySize, 1024);
  assert.equal(await runAliasOf(connection, functionName), undefined);
});

test('what somebody sets in the moment before the version is published is not released with it', async () => {
  const { clients, connection, functionName, journal } = toChange();
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
  assert.deepEqual(await putBack(connection, journal), NOTHING);
  const { MemorySize, Environment } = await latest();
  assert.deepEqual([MemorySize, Environment?.Variables], [640, { UNRELEASED: 'yes' }]);
});

test('without the journal an application that was killed in its canary is left as it is, and told with what to compare', async () => {
  const { clients, connection, functionName } = toChange();
  const change = await applied();
  await change.setMemorySize(megabytes(1024), signal);
  const version = await change.publish(megabytes(1024), signal);
  const [old, all] = [
    { version: '2', weights: {} },
    { version, weights: {} },
  ];
  const note = readLockNote(await runAliasOf(connection, functionName));
  assert.ok(note !== undefined);
  const told = () => leftOfApply(connection, functionName, note);
  assert.match(
    (await told()).join(),
    /version \d+ is one that the run has published to apply it; no alias leads to it/,
  );
  const split = { version: '2', weights: { [version]: 0.1 } };
  await change.moveAlias(APPLIED_ALIAS, old, split);
  assert.deepEqual(await putBack(connection, await recordFromAlias(connection, functionName, note)), NOTHING);
  const [size = '', canary = '', ...others] = await told();
  assert.deepEqual(others, []);
  assert.match(size, /\$LATEST has 1024 MB, and had 640 MB .*--function-name orders-\d+ --memory-size 640$/);
  assert.match(canary, /the alias current sends a part of its traffic to it \(a canary\) and the rest to version 2/);
  await change.moveAlias(APPLIED_ALIAS, split, all);
  assert.match((await told()).join(), /Where it led before, only the lost journal could tell: compare/);
  const back = { FunctionName: functionName, MemorySize: 640 };
  await clients.lambda.send(new UpdateFunctionConfigurationCommand(back));
  assert.equal((await told()).length, 1);
});
