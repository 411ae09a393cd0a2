import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ListVersionsByFunctionCommand } from '@aws-sdk/client-lambda';
import { connect, copyFunction, readOriginal } from '../../../src/target/index.js';
import { type FaultProxy, startProxy } from '../../fixtures/faults/index.js';
import { kelvin, temporaryFolder } from '../kelvin.js';
import { assertLoaded } from '../load/load-run.js';
import { type Account, openAccount } from './kind-of-function.js';

const folder = temporaryFolder(after);
const SILENT = { LoggingConfig: { LogFormat: 'JSON', SystemLogLevel: 'WARN' } } as const;
let account: Account;
let proxy: FaultProxy;
before(async () => {
  account = await openAccount();
  await account.has('silent', SILENT);
  proxy = await startProxy(account.emulator.endpoint);
});
after(async () => {
  await proxy.close();
  await account.close();
});

const run = (...args: readonly string[]) =>
  kelvin([...args, '--endpoint-url', proxy.endpoint, '--yes'], { env: account.env });

test('tune says of a function that logs at WARN what is missing and what to do, before anything is sent', async () => {
  const { code, stderr } = await run('tune', '--function', 'silent', '--out', join(folder, 'tune'));
  assert.equal(code, 3, stderr);
  assert.match(stderr, /silent writes no report of a success: its system log level is WARN/);
  assert.match(stderr, /--copy/);
  assert.match(stderr, /aws lambda update-function-configuration --function-name silent --logging-config/);
  const { Versions } = await account.client.send(new ListVersionsByFunctionCommand({ FunctionName: 'silent' }));
  assert.deepEqual(
    Versions?.map(({ Version }) => Version),
    ['$LATEST'],
  );
});

test('a load of it measures latencies, waits for no report, and says so', async () => {
  const out = join(folder, 'load');
  const finished = await run('load', '--function', 'silent', '--load', 'burst 3', '--out', out, '--no-tui');
  assertLoaded(finished);
  assert.match(finished.stdout.replaceAll('\n', ' '), /silent writes no report of a success .* latencies are measured/);
  const searched = proxy.calls.filter(({ operation }) => operation === 'FilterLogEvents');
  assert.deepEqual(searched, []);
  const recording = readFileSync(join(out, 'recording.jsonl'), 'utf8');
  assert.match(recording, /"reportsMissing":3/);
});

test('a copy of it logs what it is measured by, and all else as before', async () => {
  const connection = await connect({ endpointUrl: account.emulator.endpoint, region: 'us-east-1' });
  const original = await readOriginal(connection, 'silent', undefined, new AbortController().signal);
  const { configuration } = await copyFunction(connection, original, 'silent-copy', 'kelvin 0');
  connection.close();
  assert.deepEqual(
    { ...configuration.LoggingConfig, LogGroup: undefined },
    { ...original.configuration.LoggingConfig, SystemLogLevel: 'INFO', LogGroup: undefined },
  );
});
