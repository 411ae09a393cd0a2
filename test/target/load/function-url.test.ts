import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  CreateAliasCommand,
  CreateFunctionCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListAliasesCommand,
  ListFunctionUrlConfigsCommand,
  ListVersionsByFunctionCommand,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { type Emulator, startEmulator } from '../../../src/emulator/index.js';
import {
  AwaitedReports,
  aliasOf,
  type Connection,
  connect,
  type FoundReport,
  FunctionUnderTest,
  fetchReports,
  invokeAddress,
  Journal,
  type JournalRecord,
  journalHead,
  putBack,
  RunUrl,
  readJournal,
} from '../../../src/target/index.js';
import { epochMilliseconds, megabytes, milliseconds } from '../../../src/units/index.js';
import { temporaryFolder } from '../../commands/kelvin.js';
import { zipOf } from '../../fixtures/zip.js';

const folder = temporaryFolder(after);
const NAME = 'orders';
const MARKER = 'kelvin 0123456789ab';
const { signal } = new AbortController();
let emulator: Emulator;
let client: LambdaClient;
let connection: Connection;

before(async () => {
  emulator = await startEmulator({ port: 0, transition: milliseconds(0), preferFunctions: true });
  client = new LambdaClient({
    endpoint: emulator.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  await client.send(
    new CreateFunctionCommand({
      FunctionName: NAME,
      Description: 'takes orders',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::123456789012:role/orders',
      Code: {
        ZipFile: await zipOf({
          'index.mjs': 'export const handler = async () => process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE;\n',
        }),
      },
      MemorySize: 640,
    }),
  );
  await waitUntilFunctionActiveV2({ client, minDelay: 0.05, maxWaitTime: 120 }, { FunctionName: NAME });
  await client.send(new CreateAliasCommand({ FunctionName: NAME, Name: 'live', FunctionVersion: '$LATEST' }));
  connection = await connect({ endpointUrl: emulator.endpoint, region: 'us-east-1' });
});
after(async () => {
  connection.close();
  client.destroy();
  await emulator.close();
});

async function state(): Promise<unknown> {
  const FunctionName = NAME;
  const { MemorySize, Description } = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const { Versions = [] } = await client.send(new ListVersionsByFunctionCommand({ FunctionName }));
  const { Aliases = [] } = await client.send(new ListAliasesCommand({ FunctionName }));
  const { FunctionUrlConfigs = [] } = await client.send(new ListFunctionUrlConfigsCommand({ FunctionName }));
  return [MemorySize, Description, Versions.length, Aliases.map(({ Name }) => Name), FunctionUrlConfigs.length];
}

/** Of a run that has got so far as to have made an alias, and would remove it. */
const head = () =>
  journalHead(connection, {
    ...{ functionName: NAME, marker: MARKER },
    original: { memorySizeMB: 640, description: 'takes orders' },
  });
const aliasMade: JournalRecord['changes'] = [{ kind: 'alias', name: aliasOf(MARKER) }];
const NOTHING_LEFT = { left: [], theirs: [] };

test('a function URL of the run moves from size to size at one address, its reports are found, and all goes again', async () => {
  const before = await state();
  const journal = Journal.open(join(folder, 'restore.jsonl'), head());
  const original = await client.send(new GetFunctionConfigurationCommand({ FunctionName: NAME }));
  const fn = new FunctionUnderTest(connection, NAME, MARKER, async () => ({ journal, original }));
  const runUrl = new RunUrl(connection, { functionName: NAME, marker: MARKER, auth: 'NONE', journal });
  const start = epochMilliseconds(Date.now());
  const awaited = new AwaitedReports();
  const addresses = new Set<string>();
  for (const size of [256, 512]) {
    const { version, logGroup } = await fn.freshVersion(megabytes(size), signal);
    assert.equal(logGroup, `/aws/lambda/${NAME}`);
    const { url, protocol, signing } = await runUrl.leadTo(version);
    assert.deepEqual([protocol, signing], ['http', undefined]);
    addresses.add(url);
    const answer = await fetch(url, { method: 'POST', body: '{}' });
    assert.equal(await answer.text(), `${size}`);
    awaited.add(answer.headers.get('x-amzn-requestid') ?? '');
  }
  assert.equal(addresses.size, 1);
  awaited.add('00000000-0000-4000-8000-000000000000');
  const found: FoundReport[] = [];
  let waits = 0;
  const source = { logs: connection.logs, logGroup: `/aws/lambda/${NAME}`, start };
  const trouble = await fetchReports(source, awaited, {
    signal,
    onReports: (reports) => found.push(...reports),
    wait: async () => {
      waits += 1;
    },
  });
  assert.equal(trouble, undefined);
  assert.equal(awaited.missing, 1, 'nobody has that id');
  assert.ok(waits > 3);
  assert.deepEqual(found.map(({ report }) => report.memorySizeMB).sort(), [256, 512]);
  assert.equal(new Set(found.map(({ logStream }) => logStream)).size, 2, 'one log stream an environment');
  const written = readJournal(journal.path);
  assert.deepEqual(await putBack(connection, written), NOTHING_LEFT);
  assert.deepEqual(await state(), before);
  assert.deepEqual(await putBack(connection, written), NOTHING_LEFT);
  assert.deepEqual(await state(), before, 'twice is as good as once');
});

test("an alias of the run's name that somebody else has made stays", async () => {
  await client.send(
    new CreateAliasCommand({
      FunctionName: NAME,
      Name: aliasOf(MARKER),
      FunctionVersion: '$LATEST',
      Description: 'mine',
    }),
  );
  const before = await state();
  const { left, theirs } = await putBack(connection, { head: head(), changes: aliasMade });
  assert.deepEqual(await state(), before);
  assert.deepEqual([left, theirs], [[], [`the alias ${aliasOf(MARKER)} is not the one that this run made`]]);
});

test('the address of Invoke is the one that the SDK would call, and nothing is sent to find it', async () => {
  const buffered = await invokeAddress(connection, NAME, '7', false);
  assert.equal(buffered.url, `${emulator.endpoint}/2015-03-31/functions/orders/invocations?Qualifier=7`);
  assert.equal(buffered.headers['X-Kelvin-Observe'], 'host');
  assert.deepEqual(buffered.signing, { service: 'lambda', region: 'us-east-1' });
  const arn = 'arn:aws:lambda:us-east-1:000000000000:function:orders';
  const streamed = await invokeAddress(connection, arn, '7', true);
  assert.equal(
    streamed.url,
    `${emulator.endpoint}/2021-11-15/functions/${encodeURIComponent(arn)}/response-streaming-invocations?Qualifier=7`,
  );
  assert.equal(streamed.protocol, 'invoke-stream');
});

test('a log group that is not there is said, when nothing came after all', async () => {
  const awaited = new AwaitedReports();
  awaited.add('00000000-0000-4000-8000-000000000000');
  const source = { logs: connection.logs, logGroup: '/no/such', start: epochMilliseconds(Date.now()) };
  const trouble = await fetchReports(source, awaited, {
    ...{ signal, onReports: () => assert.fail('nothing is there') },
    wait: async () => undefined,
  });
  assert.match(trouble ?? '', /there is no log group \/no\/such/);
});
