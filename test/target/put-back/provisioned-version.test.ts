import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  CreateFunctionCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListProvisionedConcurrencyConfigsCommand,
  ListVersionsByFunctionCommand,
  PutProvisionedConcurrencyConfigCommand,
} from '@aws-sdk/client-lambda';
import { type Emulator, startEmulator } from '../../../src/emulator/index.js';
import {
  type Connection,
  connect,
  FunctionUnderTest,
  Journal,
  journalHead,
  putBack,
  readJournal,
} from '../../../src/target/index.js';
import { megabytes, milliseconds } from '../../../src/units/index.js';
import { temporaryFolder } from '../../commands/kelvin.js';
import { zipOf } from '../../fixtures/zip.js';

const folder = temporaryFolder(after);
const { signal } = new AbortController();
const NAME = 'orders';
let emulator: Emulator;
let client: LambdaClient;
let connection: Connection;
let opened = 0;

before(async () => {
  emulator = await startEmulator({ port: 0, transition: milliseconds(0), preferFunctions: true });
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  client = new LambdaClient({ endpoint: emulator.endpoint, region: 'us-east-1', credentials });
  connection = await connect({ endpointUrl: emulator.endpoint, region: 'us-east-1' });
  const ZipFile = await zipOf({ 'index.mjs': 'export const handler = async () => 1;\n' });
  await client.send(
    new CreateFunctionCommand({
      ...{ FunctionName: NAME, MemorySize: 256, Code: { ZipFile }, Runtime: 'nodejs24.x', Handler: 'index.handler' },
      Role: 'arn:aws:iam::123456789012:role/orders',
    }),
  );
});
after(async () => {
  connection.close();
  client.destroy();
  await emulator.close();
});

async function begun(): Promise<{ journal: Journal; fn: FunctionUnderTest }> {
  opened += 1;
  const marker = `kelvin 00000000000${opened}`;
  const original = await client.send(new GetFunctionConfigurationCommand({ FunctionName: NAME }));
  const head = { functionName: NAME, marker, original: { memorySizeMB: 256, description: '' } };
  const journal = Journal.open(join(folder, `${opened}`, 'restore.jsonl'), journalHead(connection, head));
  return { journal, fn: new FunctionUnderTest(connection, NAME, marker, async () => ({ journal, original })) };
}

async function left() {
  const { Versions = [] } = await client.send(new ListVersionsByFunctionCommand({ FunctionName: NAME }));
  const { ProvisionedConcurrencyConfigs = [] } = await client.send(
    new ListProvisionedConcurrencyConfigsCommand({ FunctionName: NAME }),
  );
  return { versions: Versions.length - 1, provisioned: ProvisionedConcurrencyConfigs.length };
}

test('provisioned concurrency of a version is there when it is handed over, and goes with the version', async () => {
  const { fn, journal } = await begun();
  const asked: number[] = [];
  const onAsked = () => void asked.push(journal.changes.filter((it) => it.kind === 'provisioned-concurrency').length);
  const fresh = await fn.freshVersion(megabytes(512), signal, { concurrency: 2, onAsked });
  assert.deepEqual(asked, [1], 'it is written down before it is asked for');
  assert.equal(fresh.isProvisioned, true);
  assert.deepEqual(await left(), { versions: 1, provisioned: 1 });
  await fresh.discard();
  assert.deepEqual(await left(), { versions: 0, provisioned: 0 });
  assert.deepEqual(await putBack(connection, readJournal(journal.path)), { left: [], theirs: [] });
});

test('a run that was ended in the middle of it is undone from its journal, before its version is', async () => {
  const { fn, journal } = await begun();
  await fn.freshVersion(megabytes(512), signal, { concurrency: 1 });
  assert.deepEqual(await left(), { versions: 1, provisioned: 1 });
  const record = readJournal(journal.path);
  assert.deepEqual(await putBack(connection, record), { left: [], theirs: [] });
  assert.deepEqual(await left(), { versions: 0, provisioned: 0 });
  assert.deepEqual(await putBack(connection, record), { left: [], theirs: [] }, 'twice is as good');
});

test('what somebody else has set it to by then is theirs', async () => {
  const { fn, journal } = await begun();
  const { version } = await fn.freshVersion(megabytes(512), signal, { concurrency: 1 });
  const theirs = { FunctionName: NAME, Qualifier: version, ProvisionedConcurrentExecutions: 3 };
  await client.send(new PutProvisionedConcurrencyConfigCommand(theirs));
  const { theirs: told } = await putBack(connection, readJournal(journal.path));
  assert.match(told.join(), /the provisioned concurrency of \d+ is 3 by now, which this run did not set/);
});
