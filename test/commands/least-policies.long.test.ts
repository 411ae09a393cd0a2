import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import {
  CreateAliasCommand,
  CreateFunctionUrlConfigCommand,
  LambdaClient,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import {
  connect,
  Journal,
  journalHead,
  type Need,
  type Policy,
  permissionsFor,
  policyFor,
} from '../../src/target/index.js';
import { type FaultProxy, startProxy } from '../fixtures/faults/index.js';
import { type Asked, askedOf, iam } from '../fixtures/iam.js';
import { argsFor, emulatorEndpoint, folder, HALVES, makeFunction, state, traffic } from './apply/orders.js';
import { kelvinHere } from './kelvin.js';

const NAME = 'orders';
const MARKER = 'kelvin 0123456789ab';
const TARGET = { region: 'us-east-1', functionName: NAME, roleName: NAME, hookName: NAME };
/** Where nobody stands in the way. */
let endpoint = '';
let proxy: FaultProxy;
let client: LambdaClient;
let policy: Policy;
const denied: Asked[] = [];
/** By need: what the runs of it have asked for. */
const asked = new Map<Need, Set<string>>();

/** Not in a "before", which does not wait for the one that starts the emulator. */
async function begin(): Promise<void> {
  endpoint = emulatorEndpoint();
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  client = new LambdaClient({ endpoint, region: 'us-east-1', credentials });
  proxy = await startProxy(endpoint, { onRequest: iam(() => policy, denied) });
}
after(async () => {
  client.destroy();
  await proxy.close();
});
beforeEach(async () => {
  if (endpoint === '') await begin();
  denied.length = 0;
  await makeFunction(HALVES);
});

/** Runs with what the needs declare, and no more. */
async function allowed(needs: readonly Need[], args: readonly string[]): Promise<void> {
  policy = policyFor(needs, TARGET);
  const sent = proxy.calls.length;
  const { code, stderr, stdout } = await kelvinHere([...args, '--endpoint-url', proxy.endpoint]);
  assert.deepEqual(denied, [], `${code} ${stderr}`);
  // What a noisy host disturbs, or was looked at too shortly, has asked all the same.
  assert.ok(code === 0 || code === 4 || code === 5, `${code} ${stderr}${stdout}`);
  assert.doesNotMatch(stderr + stdout, /denies/);
  const actions = proxy.calls.slice(sent).flatMap((call) => askedOf(call)?.action ?? []);
  for (const need of needs) asked.set(need, new Set([...(asked.get(need) ?? []), ...actions]));
}

let runs = 0;
const measuring = (...args: string[]): string[] => {
  runs += 1;
  return [
    ...args,
    '--function',
    NAME,
    '--region',
    'us-east-1',
    '--out',
    join(folder, `run-${runs}`),
    '--no-tui',
    '--yes',
  ];
};
const TUNE = ['tune', '--memory', '128,256', '--exhaustive', '--cold', '1', '--warm', '1'];
const LOAD = ['load', '--memory', '128', '--load', 'burst 3', '--max-requests', '3'];

const RUNS: readonly (readonly [readonly Need[], readonly string[]])[] = [
  [['tune'], TUNE],
  [
    ['tune', 'asynchronous'],
    [...TUNE, '--async'],
  ],
  [
    ['tune', 'hooks'],
    [...TUNE, '--before', `function:${NAME}`],
  ],
  [['load'], LOAD],
  [
    ['load', 'function-url'],
    [...LOAD, '--via', 'function-url'],
  ],
  [
    ['load', 'provisioned'],
    [...LOAD, '--provisioned', '1'],
  ],
  [['copy'], [...TUNE, '--copy']],
  [['copy'], [...LOAD, '--copy']],
  [['read-only'], ['tune', '--read-only', '--cold', '0', '--warm', '2']],
  [['read-only'], ['tune', '--read-only', '--qualifier', 'live', '--cold', '0', '--warm', '2']],
  [['on-latest'], [...TUNE, '--on-latest']],
  [['on-latest'], [...LOAD, '--on-latest']],
  [['check'], ['check', '--self', '--max-cold-starts', '10', '--warm', '1', '--no-explain']],
];
for (const [needs, args] of RUNS) {
  test(`${needs.join(' and ')}: "${args.join(' ')}" asks AWS for nothing that is not declared`, async () => {
    const was = await state();
    await allowed(needs, measuring(...args));
    assert.deepEqual(await state(), was);
  });
}

test('apply asks for nothing that is not declared, for an alias and its canary', async () => {
  const stop = traffic();
  try {
    await allowed(['apply'], argsFor('canary', '--alias', 'live', '--canary', '50%', '--for', '4s'));
  } finally {
    await stop();
  }
});

test('logs asks for nothing that is not declared', async () => {
  await allowed(['read-only'], measuring('tune', '--read-only', '--cold', '0', '--warm', '1'));
  await allowed(
    ['logs'],
    ['logs', '--log-group', `/aws/lambda/${NAME}`, '--region', 'us-east-1', '--out', join(folder, 'logs')],
  );
});

test('restore asks for nothing that is not declared, whatever the journal holds', async () => {
  const was = await state();
  const [version = '1'] = was.aliases.map(([, to]) => String(to));
  await allowed(['restore'], ['restore', await killed(version), '--yes', '--region', 'us-east-1']);
  assert.deepEqual(await state(), was);
});

/** A journal of a run that has been in the middle of everything, and what it left. */
async function killed(live: string): Promise<string> {
  const connection = await connect({ endpointUrl: endpoint, region: 'us-east-1' });
  const path = join(folder, 'killed', 'restore.jsonl');
  const original = { memorySizeMB: 128, description: 'takes orders' };
  const journal = Journal.open(path, journalHead(connection, { functionName: NAME, marker: MARKER, original }));
  connection.close();
  const Description = `${MARKER} version 1`;
  // AWS publishes no version of what has not changed since the last.
  journal.before({ kind: 'configuration', memorySizeMB: 256, description: MARKER });
  const changed = { FunctionName: NAME, MemorySize: 256, Description: MARKER };
  await client.send(new UpdateFunctionConfigurationCommand(changed));
  await waitUntilFunctionUpdatedV2({ client, minDelay: 0.05, maxWaitTime: 120 }, { FunctionName: NAME });
  const { Version = '' } = await client.send(new PublishVersionCommand({ FunctionName: NAME, Description }));
  journal.before({ kind: 'version', description: Description });
  journal.before({ kind: 'published', version: Version });
  const alias = 'kelvin-0123456789ab';
  const made = { FunctionName: NAME, Name: alias, FunctionVersion: Version, Description: MARKER };
  journal.before({ kind: 'alias', name: alias });
  await client.send(new CreateAliasCommand(made));
  journal.before({ kind: 'function-url', alias });
  const url = { FunctionName: NAME, Qualifier: alias, AuthType: 'AWS_IAM' } as const;
  await client.send(new CreateFunctionUrlConfigCommand(url));
  const [was, is] = [
    { version: live, weights: {} },
    { version: Version, weights: {} },
  ];
  journal.before({ kind: 'alias-target', name: 'live', before: was, after: is });
  await client.send(new UpdateAliasCommand({ FunctionName: NAME, Name: 'live', FunctionVersion: Version }));
  return path;
}

/** Of what is not in the journal of this test: copies, provisioned concurrency, and a run whose journal is lost. */
const OF_OTHER_JOURNALS = /ProvisionedConcurrency|DeleteLogGroup|ListAliases/;

test('apply and restore declare nothing that they never ask for', () => {
  for (const need of ['apply', 'restore'] as const) {
    if (!asked.has(need)) continue;
    const idle = permissionsFor([need]).filter(({ action }) => asked.get(need)?.has(action) !== true);
    assert.deepEqual(
      idle.map(({ action }) => action).filter((action) => need === 'apply' || !OF_OTHER_JOURNALS.test(action)),
      [],
      need,
    );
  }
});
