import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  GetFunctionConfigurationCommand,
  ListAliasesCommand,
  ListProvisionedConcurrencyConfigsCommand,
  ListVersionsByFunctionCommand,
} from '@aws-sdk/client-lambda';
import { analyse } from '../../../src/analysis/index.js';
import { readRecording, startKind } from '../../../src/recording/index.js';
import { kelvinHere, temporaryFolder } from '../kelvin.js';
import { type Account, openAccount } from './kind-of-function.js';

const folder = temporaryFolder(after);
/** At 128 MB its INIT fails, as one does that needs more memory. */
const NEEDS_MEMORY = `
if (process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE === '128') throw new Error('too little');
export const handler = async () => 1;
`;
let account: Account;
before(async () => {
  account = await openAccount();
  await account.has('orders');
  await account.has('large', {}, NEEDS_MEMORY);
});
after(() => account.close());

const tune = (name: string, out: string, ...more: readonly string[]) =>
  kelvinHere(
    ['tune', '--function', name, '--no-tui', '--yes', ...more].concat(
      ...['--endpoint-url', account.emulator.endpoint, '--out', join(folder, out)],
    ),
    { env: account.env },
  );
const flat = (text: string): string => text.replace(/\s+/g, ' ');

/** All that its owner could care for. */
async function stateOf(FunctionName: string) {
  const { client } = account;
  const {
    $metadata: _,
    RevisionId: __,
    LastModified: ___,
    ...latest
  } = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const { Versions = [] } = await client.send(new ListVersionsByFunctionCommand({ FunctionName }));
  const { Aliases } = await client.send(new ListAliasesCommand({ FunctionName }));
  const { ProvisionedConcurrencyConfigs } = await client.send(
    new ListProvisionedConcurrencyConfigsCommand({ FunctionName }),
  );
  return { latest, versions: Versions.map((it) => it.Version), Aliases, ProvisionedConcurrencyConfigs };
}

test('each version of a tuning has its provisioned concurrency while it is measured, and nothing of it is left', async () => {
  const asItWas = await stateOf('orders');
  const sizes = ['--memory', '256,512', '--cold', '2', '--warm', '4'];
  const { stdout, stderr } = await tune('orders', 'two', '--provisioned', '1', ...sizes);
  const recording = readRecording(join(folder, 'two', 'recording.jsonl'));
  const { header, measurements, provisioned = [] } = recording;
  assert.equal(header.scenario.provisionedConcurrency, 1, stderr);
  assert.equal(header.function.provisionedConcurrency, undefined);
  // What the host disturbs is measured again, with a version of its own.
  for (const size of [256, 512]) assert.ok(provisioned.filter((it) => it.memorySizeMB === size).length >= 2);
  assert.ok(provisioned.every((it) => it.concurrency === 1 && it.endedAt !== undefined));
  const reports = measurements.flatMap(({ outcome }) => (outcome.kind === 'completed' ? outcome.report : []));
  assert.equal(reports.length, measurements.length);
  assert.ok(reports.every((it) => startKind(it) === 'warm'));
  assert.equal(reports.filter((it) => it.initializedAhead === true).length, provisioned.length);
  assert.match(flat(stdout), /each version had a provisioned concurrency of 1: INIT runs before an invocation/);
  assert.deepEqual(await stateOf('orders'), asItWas);
});

test('its first invocations are in no figure of warm ones, and what was kept for it is in what it spent', () => {
  const recording = readRecording(join(folder, 'two', 'recording.jsonl'));
  const { result } = analyse(recording);
  const { provisioned = [] } = recording;
  const measured = result.sizes.map(({ cold, warm, attempts }) => [
    cold.n + cold.disturbed,
    warm.n + warm.disturbed,
    attempts,
  ]);
  for (const [cold, warm, attempts] of measured) {
    assert.equal(cold, 0);
    assert.ok((warm ?? 0) >= 2 && (warm ?? 0) <= (attempts ?? 0), JSON.stringify(measured));
  }
  assert.equal(result.provisionedConcurrency?.initDurationMs?.n, provisioned.length);
  assert.equal(result.provisionedConcurrency?.spilledOver, 0);
  // Each version for five minutes at $0.0000041667 a GB-second (us-east-1, x86), and its INIT.
  const kept = provisioned.reduce((sum, it) => sum + (it.memorySizeMB / 1024) * 300 * 0.0000041667, 0);
  const spent = result.spent.provisionedUsd ?? 0;
  assert.ok(spent >= kept && spent < kept + 0.0001, `${spent} beside ${kept}`);
  assert.ok(result.spent.usd > spent);
  assert.ok(!result.warnings.some((it) => ['unexpected-starts', 'billed-duration-odd'].includes(it.code)));
});

test('a size whose INIT fails is one that fails, and the others are measured', async () => {
  const sizes = ['--memory', '128,256', '--cold', '2', '--warm', '4'];
  const { stdout, stderr } = await tune('large', 'fails', '--provisioned', '1', ...sizes);
  const recording = readRecording(join(folder, 'fails', 'recording.jsonl'));
  const { result } = analyse(recording);
  const [small, large] = result.sizes;
  assert.equal(small?.status, 'failed', `${stdout}${stderr}`);
  assert.ok(recording.measurements.filter((it) => it.memorySizeMB === 256).length >= 4);
  assert.ok(large?.failures.length === 0 && recording.end?.reason === 'complete');
  assert.match(flat(stdout), /AWS could not make it at 128 MB \(FUNCTION_ERROR_INIT_FAILURE\)/);
  assert.deepEqual((await stateOf('large')).ProvisionedConcurrencyConfigs, []);
});

test('what would be called is told, and what it costs in the question before', async () => {
  const { code, stdout } = await tune('orders', 'dry', '--provisioned', '2', '--memory', '256', '--dry-run');
  assert.equal(code, 0);
  assert.match(
    flat(stdout),
    /PutProvisionedConcurrencyConfig orders: gives the version that the run has published a provisioned concurrency of 2, which is billed/,
  );
  assert.match(flat(stdout), /logs:FilterLogEvents \/aws\/lambda\/orders: reads/);
  assert.match(
    flat(stdout),
    /DeleteProvisionedConcurrencyConfig orders: ends the provisioned concurrency of the version/,
  );
  assert.deepEqual((await stateOf('orders')).ProvisionedConcurrencyConfigs, []);
});

for (const [what, more, words] of [
  ['where more is sent at a time', ['--provisioned', '1', '--concurrency', '2'], /what spills over/],
  ['for more than the account has', ['--provisioned', '950'], /of which AWS keeps 100 free/],
] as const) {
  test(`provisioned concurrency ${what} is refused before anything is changed`, async () => {
    const asItWas = await stateOf('orders');
    const { code, stderr } = await tune('orders', what.replaceAll(' ', '-'), ...more);
    assert.equal(code, 2);
    assert.match(flat(stderr), words);
    assert.deepEqual(await stateOf('orders'), asItWas);
  });
}

test('a budget that does not pay for five minutes of it begins nothing', async () => {
  const { stdout } = await tune('orders', 'budget', '--provisioned', '10', '--memory', '3008', '--budget', '$0.02');
  const { measurements, provisioned, end } = readRecording(join(folder, 'budget', 'recording.jsonl'));
  assert.equal(measurements.length, 0, stdout);
  assert.equal(provisioned, undefined);
  assert.equal(end?.exploration, 'budget');
});
