import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import {
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListAliasesCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { type Emulator, startEmulator } from '../../../src/emulator/index.js';
import {
  type Connection,
  connect,
  FunctionUnderTest,
  Journal,
  journalHead,
  makeRunAlias,
  putBack,
  readJournal,
  readLockNote,
  recordFromAlias,
  runAliasOf,
} from '../../../src/target/index.js';
import { megabytes, milliseconds } from '../../../src/units/index.js';
import { temporaryFolder } from '../../commands/kelvin.js';
import { zipOf } from '../../fixtures/zip.js';

const folder = temporaryFolder(after);
const { signal } = new AbortController();
const MARKER = 'kelvin 0123456789ab';
const NOTHING = { left: [], theirs: [] };
let emulator: Emulator;
let client: LambdaClient;
let connection: Connection;
let ZipFile: Uint8Array;
let made = 0;
let NAME = '';

before(async () => {
  emulator = await startEmulator({ port: 0, transition: milliseconds(0), preferFunctions: true });
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  client = new LambdaClient({ endpoint: emulator.endpoint, region: 'us-east-1', credentials });
  connection = await connect({ endpointUrl: emulator.endpoint, region: 'us-east-1' });
  ZipFile = await zipOf({ 'index.mjs': 'export const handler = async () => 1;\n' });
});
after(async () => {
  connection.close();
  client.destroy();
  await emulator.close();
});

beforeEach(async () => {
  made += 1;
  NAME = `orders-${made}`;
  await client.send(
    new CreateFunctionCommand({
      ...{ FunctionName: NAME, Description: 'takes orders', MemorySize: 640, Code: { ZipFile }, Timeout: 7 },
      ...{ Runtime: 'nodejs24.x', Handler: 'index.handler', Role: 'arn:aws:iam::123456789012:role/orders' },
    }),
  );
  const { Version } = await client.send(new PublishVersionCommand({ FunctionName: NAME }));
  await client.send(new CreateAliasCommand({ FunctionName: NAME, Name: 'live', FunctionVersion: Version }));
});

const latest = () => client.send(new GetFunctionConfigurationCommand({ FunctionName: NAME }));
const update = (fields: object) =>
  client.send(new UpdateFunctionConfigurationCommand({ FunctionName: NAME, ...fields }));

/** All that its owner could care for; AWS itself changes what is left out. */
async function state() {
  const { $metadata: _, RevisionId: __, LastModified: ___, ...rest } = await latest();
  const { Versions = [] } = await client.send(new ListVersionsByFunctionCommand({ FunctionName: NAME }));
  const { Aliases = [] } = await client.send(new ListAliasesCommand({ FunctionName: NAME }));
  return {
    latest: rest,
    versions: Versions.map(({ Version, Description, MemorySize }) => [Version, Description, MemorySize]).slice(1),
    aliases: Aliases.map(({ Name, FunctionVersion, RoutingConfig }) => [Name, FunctionVersion, RoutingConfig]),
  };
}

/** A run that has begun: its lock is taken. */
async function begun(): Promise<{ journal: Journal; fn: FunctionUnderTest }> {
  const original = await latest();
  const { MemorySize = 0, Description = '' } = original;
  const head = { functionName: NAME, marker: MARKER, original: { memorySizeMB: MemorySize, description: Description } };
  const journal = Journal.open(join(folder, NAME, 'restore.jsonl'), journalHead(connection, head));
  assert.ok(await makeRunAlias(connection, journal));
  return { journal, fn: new FunctionUnderTest(connection, NAME, MARKER, async () => ({ journal, original })) };
}

test('after each visit $LATEST is as it was, before anything is cleaned up', async () => {
  const before = await state();
  const { fn, journal } = await begun();
  for (const size of [256, 640, 256]) {
    const { version, discard } = await fn.freshVersion(megabytes(size), signal);
    const now = await state();
    assert.deepEqual(now.latest, before.latest);
    assert.deepEqual(now.versions.at(-1)?.[0], version);
    assert.equal(now.versions.at(-1)?.[2], size);
    await discard();
  }
  assert.deepEqual(await putBack(connection, readJournal(journal.path)), NOTHING);
  assert.deepEqual(await state(), before);
});

test('a run that was ended anywhere is undone from its journal alone', async () => {
  const before = await state();
  const { fn, journal } = await begun();
  await fn.freshVersion(megabytes(256), signal);
  await fn.freshVersion(megabytes(512), signal);
  // It was ended between setting $LATEST and putting it back, and before it heard of the version.
  const description = 'takes orders [kelvin 0123456789ab 3]';
  journal.before({ kind: 'configuration', memorySizeMB: 1024, description });
  await update({ MemorySize: 1024, Description: description });
  journal.before({ kind: 'version', description: `${MARKER} version 3` });
  await client.send(new PublishVersionCommand({ FunctionName: NAME, Description: `${MARKER} version 3` }));
  assert.equal((await state()).versions.length, 4);
  const { changes } = readJournal(journal.path);
  for (const length of [changes.length, changes.length]) {
    assert.deepEqual(await putBack(connection, { head: journal.head, changes: changes.slice(0, length) }), NOTHING);
    assert.deepEqual(await state(), before);
  }
});

test('each change that was written down and not made is as good as undone', async () => {
  const before = await state();
  const { journal } = await begun();
  journal.before({ kind: 'configuration', memorySizeMB: 1024, description: 'takes orders [kelvin 0123456789ab 1]' });
  journal.before({ kind: 'version', description: `${MARKER} version 1` });
  journal.before({ kind: 'alias', name: 'kelvin-0123456789ab' });
  journal.before({ kind: 'function-url', alias: 'kelvin-0123456789ab' });
  journal.before({ kind: 'function', name: 'kelvin-nowhere' });
  journal.before({ kind: 'provisioned-concurrency', qualifier: 'live', before: null, after: 2 });
  assert.deepEqual(await putBack(connection, journal), NOTHING);
  assert.deepEqual(await state(), before);
});

test('a field that somebody else has set stays as they set it, and the other is put back', async () => {
  const { journal } = await begun();
  const description = 'takes orders [kelvin 0123456789ab 1]';
  journal.before({ kind: 'configuration', memorySizeMB: 1024, description });
  await update({ MemorySize: 2048, Description: description });
  const { theirs } = await putBack(connection, journal);
  assert.deepEqual(theirs, ['its memory size is 2048 MB by now, which this run did not set']);
  const { MemorySize, Description } = await latest();
  assert.deepEqual([MemorySize, Description], [2048, 'takes orders']);
});

test('a description that somebody else has set stays, and so do fields that Kelvin never sets', async () => {
  const { journal } = await begun();
  journal.before({ kind: 'configuration', memorySizeMB: 1024, description: 'takes orders [kelvin 0123456789ab 1]' });
  await update({ MemorySize: 1024, Description: 'takes more orders', Timeout: 9 });
  const { theirs } = await putBack(connection, journal);
  assert.deepEqual(theirs, ['its description is one by now that this run did not set']);
  const { MemorySize, Description, Timeout } = await latest();
  assert.deepEqual([MemorySize, Description, Timeout], [640, 'takes more orders', 9]);
});

for (const [what, fields, says] of [
  ['another timeout', { Timeout: 9 }, /Timeout is 9 and was 7/],
  ['another memory size', { MemorySize: 1024 }, /MemorySize is 1024 and Kelvin has left it at 640/],
  ['a secret', { Environment: { Variables: { KEY: 's3cret' } } }, /during the run .*: Environment\. It was not Kelvin/],
] as const) {
  test(`somebody else sets ${what} during the run: it stops, says so, and leaves it`, async () => {
    const { fn, journal } = await begun();
    await (await fn.freshVersion(megabytes(256), signal)).discard();
    await update(fields);
    const changed = await state();
    await assert.rejects(fn.freshVersion(megabytes(512), signal), (error: Error) => {
      assert.match(error.message, says);
      assert.doesNotMatch(error.message, /s3cret/);
      return true;
    });
    assert.equal((await putBack(connection, journal)).left.length, 0);
    assert.deepEqual(await state(), { ...changed, aliases: changed.aliases.filter(([name]) => name !== 'kelvin-run') });
  });
}

/** Somebody's deployment sets all that it declares in the moment before a version is published. */
function deploying(fields: object): Connection {
  const send = async (command: Parameters<Connection['control']['send']>[0]) => {
    if (command instanceof PublishVersionCommand) await update(fields);
    return connection.control.send(command);
  };
  return { ...connection, control: Object.create(connection.control, { send: { value: send } }) };
}

const AS_IT_WAS = { MemorySize: 640, Description: 'takes orders' };
for (const [size, fields, says] of [
  [256, AS_IT_WAS, /version 1 has 640 MB, not 256 MB: somebody else/],
  [640, AS_IT_WAS, /version 1 was there before: somebody else/],
  [256, { MemorySize: 640 }, /version 2 has 640 MB, not 256 MB: somebody else/],
] as const) {
  test(`a version that somebody has made another one than that of ${size} MB is neither measured nor deleted: ${JSON.stringify(fields)}`, async () => {
    const before = await state();
    const { journal } = await begun();
    const original = await latest();
    const fn = new FunctionUnderTest(deploying(fields), NAME, MARKER, async () => ({ journal, original }));
    await assert.rejects(fn.freshVersion(megabytes(size), signal), says);
    assert.deepEqual((await putBack(connection, journal)).left, []);
    assert.deepEqual((await state()).versions, before.versions);
  });
}

test('what somebody else publishes while $LATEST is changed for the run is theirs and stays', async () => {
  const { fn, journal } = await begun();
  const { version } = await fn.freshVersion(megabytes(256), signal);
  const description = 'takes orders [kelvin 0123456789ab 2]';
  journal.before({ kind: 'configuration', memorySizeMB: 512, description });
  await update({ MemorySize: 512, Description: description });
  const { Version: theirs } = await client.send(new PublishVersionCommand({ FunctionName: NAME }));
  await putBack(connection, journal);
  const left = (await state()).versions.map(([number]) => number);
  assert.ok(left.includes(theirs) && !left.includes(version), `${left}`);
});

test('a version that an alias of somebody leads to is not deleted, and that is said', async () => {
  const { fn, journal } = await begun();
  const { version } = await fn.freshVersion(megabytes(256), signal);
  await client.send(new UpdateAliasCommand({ FunctionName: NAME, Name: 'live', FunctionVersion: version }));
  const { left, theirs } = await putBack(connection, journal);
  assert.deepEqual(left, []);
  assert.match(theirs.join(), new RegExp(`^version ${version} stays, as it is in use`));
});

test('a version that an update keeps from being deleted for as long as is waited is no one else’s: it stays in the journal', async () => {
  const { fn, journal } = await begun();
  const { version } = await fn.freshVersion(megabytes(256), signal);
  const lasting = Object.assign(new Error('The operation cannot be performed at this time. An update is in progress'), {
    ...{ name: 'ResourceConflictException', $metadata: { httpStatusCode: 409 } },
  });
  // An instance of the client still, as the SDK's paginators want one.
  const control: Connection['control'] = Object.create(connection.control, {
    send: {
      value: (command: Parameters<Connection['control']['send']>[0]) =>
        command instanceof DeleteFunctionCommand ? Promise.reject(lasting) : connection.control.send(command),
    },
  });
  const { left, theirs } = await putBack({ ...connection, control }, journal);
  assert.deepEqual(theirs, []);
  assert.ok(left.some(({ change, why }) => change.kind === 'published' && /update is in progress/.test(why)));
  assert.ok((await state()).versions.some(([number]) => number === version));
  assert.deepEqual(await putBack(connection, journal), NOTHING);
});

test('whoever may not call at all is told that, and nothing is said of what is left', async () => {
  const { journal } = await begun();
  for (const [name, says] of [
    ['ExpiredTokenException', /the AWS credentials have expired/],
    ['SignatureDoesNotMatch', /does not belong to the access key/],
    ['RequestTimeTooSkewed', /the clock of this machine is wrong/],
    ['InvalidAccessKeyId', /does not accept these credentials/],
  ] as const) {
    const refused = Object.assign(new Error('no'), { name, $metadata: { httpStatusCode: 403 } });
    const control: Connection['control'] = Object.create(connection.control, {
      send: { value: () => Promise.reject(refused) },
    });
    await assert.rejects(putBack({ ...connection, control }, journal), says);
  }
  assert.deepEqual(await putBack(connection, journal), NOTHING);
});

test('an alias leads to where it led, weights included, unless somebody has moved it since', async () => {
  const { fn, journal } = await begun();
  const { version } = await fn.freshVersion(megabytes(256), signal);
  const weights = { [version]: 0.1 };
  const before = await state();
  const after = { version: '1', weights };
  journal.before({ kind: 'alias-target', name: 'live', before: { version: '1', weights: {} }, after });
  await client.send(
    new UpdateAliasCommand({ FunctionName: NAME, Name: 'live', RoutingConfig: { AdditionalVersionWeights: weights } }),
  );
  assert.deepEqual(await putBack(connection, journal), NOTHING);
  const routes = (await state()).aliases.map(([name, to]) => [name, to]);
  assert.deepEqual(routes, [['live', '1']]);
  assert.equal(before.aliases.length, 2);
  await client.send(new UpdateAliasCommand({ FunctionName: NAME, Name: 'live', FunctionVersion: '$LATEST' }));
  const { theirs } = await putBack(connection, journal);
  assert.deepEqual(theirs, ['the alias live leads to where this run did not set it']);
});

test('an alias that somebody describes while it is put back leads to where it led all the same', async () => {
  const { journal } = await begun();
  const [from, to] = [
    { version: '1', weights: {} },
    { version: '$LATEST', weights: {} },
  ];
  journal.before({ kind: 'alias-target', name: 'live', before: from, after: to });
  const live = { FunctionName: NAME, Name: 'live' };
  await client.send(new UpdateAliasCommand({ ...live, FunctionVersion: '$LATEST' }));
  let described = 0;
  const send = async (command: Parameters<Connection['control']['send']>[0]) => {
    const isMoved = command instanceof UpdateAliasCommand && described++ === 0;
    if (isMoved) await client.send(new UpdateAliasCommand({ ...live, Description: 'of users' }));
    return connection.control.send(command);
  };
  const control: Connection['control'] = Object.create(connection.control, { send: { value: send } });
  assert.deepEqual(await putBack({ ...connection, control }, journal), NOTHING);
  assert.deepEqual(
    (await state()).aliases.map(([name, version]) => [name, version]),
    [['live', '1']],
  );
  assert.equal(described, 2);
});

test('the changes of another run are not touched', async () => {
  const { journal } = await begun();
  journal.before({ kind: 'configuration', memorySizeMB: 512, description: 'takes orders [kelvin 0123456789ab 1]' });
  await update({ MemorySize: 512, Description: 'takes orders [kelvin ba9876543210 1]' });
  assert.deepEqual(await putBack(connection, journal), NOTHING);
  assert.equal((await latest()).MemorySize, 512);
});

test('what a damaged journal still tells of an alias has it lead back before its version is removed', async () => {
  const before = await state();
  const { fn } = await begun();
  const { version } = await fn.freshVersion(megabytes(256), signal);
  await client.send(new UpdateAliasCommand({ FunctionName: NAME, Name: 'live', FunctionVersion: version }));
  const salvaged = [
    {
      ...{ kind: 'alias-target' as const, name: 'live' },
      before: { version: '1', weights: {} },
      after: { version, weights: {} },
    },
  ];
  const note = readLockNote(await runAliasOf(connection, NAME));
  assert.ok(note !== undefined);
  assert.deepEqual(await putBack(connection, await recordFromAlias(connection, NAME, note, salvaged)), NOTHING);
  assert.deepEqual(await state(), before);
});

test('without a journal all of it is found at the function: by the lock and the marker', async () => {
  await update({ Description: `takes orders${' and more'.repeat(27)}` });
  const before = await state();
  const { fn } = await begun();
  await fn.freshVersion(megabytes(256), signal);
  await update({
    MemorySize: 1024,
    Description: `${before.latest.Description?.slice(0, 225)} [kelvin 0123456789ab 2]`,
  });
  const note = readLockNote(await runAliasOf(connection, NAME));
  assert.ok(note !== undefined);
  assert.deepEqual(await putBack(connection, await recordFromAlias(connection, NAME, note)), NOTHING);
  assert.deepEqual(await state(), before);
});
