import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionConfigurationCommand,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { CallRecord, PatientSender, type Retry, type Send } from '../../../src/target/calls/index.js';

const failure = (name: string, status?: number, message = ''): Error =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });

const THROTTLED = failure('TooManyRequestsException', 429, 'Rate exceeded');
const LOST = Object.assign(new Error('socket hang up'), { name: 'Error', code: 'ECONNRESET', $metadata: {} });
const UPDATING = failure('ResourceConflictException', 409, 'An update is in progress for resource: f');
const TAKEN = failure('ResourceConflictException', 409, 'Function already exist: f');
const MISSING = failure('ResourceNotFoundException', 404, 'not found');

type Answer = object | Error;

/** A service that answers in this order, a clock that only waits move, and jitter of the same half each time. */
function scripted(answers: readonly Answer[], signal?: AbortSignal) {
  const script = [...answers];
  const sent: string[] = [];
  let clock = 0;
  const record = new CallRecord();
  const sendOnce: Send = async (command) => {
    sent.push(command.constructor.name.replace('Command', ''));
    const answer = script.length > 1 ? script.shift() : script[0];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const sender = new PatientSender(sendOnce, record, {
    now: () => clock,
    random: () => 0.5,
    wait: async (ms, hurry) => {
      hurry.throwIfAborted();
      clock += ms;
    },
    ...(signal === undefined ? {} : { signal }),
  });
  return { sender, record, sent, clock: () => clock };
}

const READ = new GetFunctionConfigurationCommand({ FunctionName: 'f' });
const PUBLISH = new PublishVersionCommand({ FunctionName: 'f', Description: 'kelvin 0a1b 1' });
const UPDATE = new UpdateFunctionConfigurationCommand({ FunctionName: 'f', MemorySize: 512, RevisionId: 'r1' });

test('sends a throttled call again, waits longer each time, and counts it by its cause', async () => {
  const { sender, record, sent } = scripted([THROTTLED, THROTTLED, THROTTLED, { MemorySize: 128 }]);
  const heard: Retry[] = [];
  record.onRetry((it) => heard.push(it));
  assert.deepEqual(await sender.send(READ), { MemorySize: 128 });
  assert.equal(sent.length, 4);
  assert.deepEqual(
    heard.map(({ waitMs }) => waitMs),
    [200, 400, 800],
  );
  assert.deepEqual(record.counts.made, 1);
  assert.deepEqual(record.counts.retried, { throttled: 3 });
});

test('calls more slowly after a throttle, and at full speed again after answers', async () => {
  const { sender, clock } = scripted([THROTTLED, {}]);
  await sender.send(READ);
  const before = clock();
  await sender.send(READ);
  assert.ok(clock() - before >= 80, `${clock() - before} ms`);
  for (let n = 0; n < 20; n++) await sender.send(READ);
  const later = clock();
  await sender.send(READ);
  assert.equal(clock(), later);
});

test('waits minutes for an update that is under way, and not at all for a name that is taken', async () => {
  const slow = scripted([...Array.from({ length: 14 }, () => UPDATING), {}]);
  await slow.sender.send(UPDATE);
  assert.deepEqual(slow.record.counts.retried, { conflict: 14 });
  assert.ok(slow.clock() > 60_000);
  const taken = scripted([TAKEN]);
  await assert.rejects(taken.sender.send(new CreateFunctionCommand({ FunctionName: 'f' } as never)), /already exist/);
  assert.equal(taken.sent.length, 1);
});

test('gives up in the end, with the error that was last and how often it was tried', async () => {
  const { sender, record, clock } = scripted([failure('ServiceException', 500, 'internal')]);
  await assert.rejects(sender.send(READ), (error: Error) => {
    assert.equal(error.name, 'ServiceException');
    assert.match(error.message, /^internal \(sent \d+ times in [\d.]+ s\)$/);
    return true;
  });
  assert.ok(clock() <= 120_000);
  assert.equal(record.counts.failed, 1);
});

test('a storage that is full passes only where versions are deleted: it is not waited for long', async () => {
  const { sender, clock } = scripted([failure('CodeStorageExceededException', 400, 'full')]);
  await assert.rejects(sender.send(PUBLISH), { name: 'CodeStorageExceededException' });
  assert.ok(clock() > 5000 && clock() <= 30_000, `${clock()} ms`);
});

test('nobody at a wrong address is tried a few times only; a network that was there is waited for', async () => {
  const nowhere = Object.assign(new Error('getaddrinfo ENOTFOUND x'), { code: 'ENOTFOUND' });
  const wrong = scripted([nowhere]);
  await assert.rejects(wrong.sender.send(READ), /ENOTFOUND/);
  assert.equal(wrong.sent.length, 4);
  const lost = scripted([{}, ...Array.from({ length: 8 }, () => nowhere), {}]);
  await lost.sender.send(READ);
  await lost.sender.send(READ);
  assert.deepEqual(lost.record.counts.retried, { connection: 8 });
});

test('what will be refused again is not sent again', async () => {
  const full = failure('FunctionVersionsPerCapacityProviderLimitExceededException', 400);
  for (const error of [failure('AccessDeniedException', 403), failure('ExpiredTokenException', 400), MISSING, full]) {
    const { sender, sent } = scripted([error]);
    await assert.rejects(sender.send(READ), { name: error.name });
    assert.equal(sent.length, 1);
  }
});

test('a version whose answer was lost is found by its description, and not published twice', async () => {
  const { sender, sent, record } = scripted([LOST, { Versions: [{ Version: '7', Description: 'kelvin 0a1b 1' }] }]);
  assert.deepEqual(await sender.send(PUBLISH), { Version: '7', Description: 'kelvin 0a1b 1' });
  assert.deepEqual(sent, ['PublishVersion', 'ListVersionsByFunction']);
  assert.equal(record.counts.recognised, 1);
});

test('a version that was not published is published', async () => {
  const others = { Versions: [{ Version: '$LATEST', Description: 'kelvin 0a1b 1' }], NextMarker: 'm' };
  const { sender, sent } = scripted([LOST, others, { Versions: [] }, { Version: '7' }]);
  assert.deepEqual(await sender.send(PUBLISH), { Version: '7' });
  assert.deepEqual(sent, ['PublishVersion', 'ListVersionsByFunction', 'ListVersionsByFunction', 'PublishVersion']);
});

test('a change with a revision whose answer was lost is found, with the revision that it made', async () => {
  const { sender, sent } = scripted([failure('ServiceException', 500), { MemorySize: 512, RevisionId: 'r2' }]);
  assert.deepEqual(await sender.send(UPDATE), { MemorySize: 512, RevisionId: 'r2' });
  assert.deepEqual(sent, ['UpdateFunctionConfiguration', 'GetFunctionConfiguration']);
});

test('a change that somebody else was quicker with is refused as it is, though an answer was lost before', async () => {
  const moved = failure('PreconditionFailedException', 412, 'The Revision Id provided does not match');
  const theirs = { MemorySize: 1024, RevisionId: 'r9' };
  const { sender } = scripted([LOST, { MemorySize: 128 }, moved, theirs]);
  await assert.rejects(sender.send(UPDATE), { name: 'PreconditionFailedException' });
});

test('a function, an alias: a name that the lost call has taken is its own', async () => {
  const made = { FunctionName: 'f', Description: 'kelvin 0a1b' };
  const create = new CreateFunctionCommand({ ...made, Role: 'r', Code: {} });
  const late = scripted([LOST, MISSING, TAKEN, made]);
  assert.deepEqual(await late.sender.send(create), made);
  const theirs = scripted([LOST, MISSING, TAKEN, { FunctionName: 'f', Description: 'somebody else' }]);
  await assert.rejects(theirs.sender.send(create), /already exist/);
  const alias = { Name: 'kelvin-run', FunctionVersion: '$LATEST', Description: 'kelvin 0a1b' };
  const lock = new CreateAliasCommand({ FunctionName: 'f', ...alias });
  assert.deepEqual(await scripted([LOST, alias]).sender.send(lock), alias);
  const other = scripted([
    LOST,
    { ...alias, Description: 'kelvin ffff' },
    TAKEN,
    { ...alias, Description: 'kelvin ffff' },
  ]);
  await assert.rejects(other.sender.send(lock), /already exist/);
});

test('an alias that was moved, and of which only the answer was lost, is found where it was to lead', async () => {
  const to = { FunctionVersion: '3', RoutingConfig: { AdditionalVersionWeights: {} } };
  const move = new UpdateAliasCommand({ FunctionName: 'f', Name: 'live', ...to, RevisionId: 'r1' });
  // Without weights AWS tells of an empty map, or of none.
  for (const routing of [{}, { RoutingConfig: {} }, { RoutingConfig: to.RoutingConfig }]) {
    const now = { Name: 'live', FunctionVersion: '3', ...routing };
    const { sender, sent } = scripted([LOST, now]);
    assert.deepEqual(await sender.send(move), now);
    assert.deepEqual(sent, ['UpdateAlias', 'GetAlias']);
  }
  const canary = { Name: 'live', FunctionVersion: '3', RoutingConfig: { AdditionalVersionWeights: { 4: 0.1 } } };
  const overtaken = failure('PreconditionFailedException', 412, 'the RevisionId provided does not match');
  await assert.rejects(scripted([LOST, canary, overtaken, canary]).sender.send(move), /does not match/);
});

test('what is gone after a lost answer was deleted; what was gone before is told', async () => {
  const remove = new DeleteFunctionCommand({ FunctionName: 'f', Qualifier: '7' });
  await scripted([LOST, MISSING]).sender.send(remove);
  await assert.rejects(scripted([MISSING]).sender.send(remove), { name: 'ResourceNotFoundException' });
});

test('the user who ends the run ends the waits of calls before, and not those of the clean-up', async () => {
  const control = new AbortController();
  const { sender, record, sent } = scripted([THROTTLED, THROTTLED, THROTTLED, {}], control.signal);
  record.onRetry(() => control.abort());
  await assert.rejects(sender.send(READ), { name: 'AbortError' });
  assert.equal(sent.length, 1);
  await sender.send(READ);
  assert.equal(sent.length, 4);
});
