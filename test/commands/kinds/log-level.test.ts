import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ListVersionsByFunctionCommand } from '@aws-sdk/client-lambda';
import { RecordingWriter, readRecording, startKind } from '../../../src/recording/index.js';
import { connect, copyFunction, readOriginal } from '../../../src/target/index.js';
import { epochMilliseconds, megabytes } from '../../../src/units/index.js';
import { type FaultProxy, startProxy } from '../../fixtures/faults/index.js';
import { headerWith, warmAround } from '../../fixtures/recording.js';
import { kelvinHere, temporaryFolder } from '../kelvin.js';
import { assertLoaded } from '../load/load-run.js';
import { type Account, openAccount } from './kind-of-function.js';

const folder = temporaryFolder(after);
const JSON_AT = (SystemLogLevel: 'DEBUG' | 'INFO') =>
  ({ LoggingConfig: { LogFormat: 'JSON', SystemLogLevel } }) as const;
const SILENT = { LoggingConfig: { LogFormat: 'JSON', SystemLogLevel: 'WARN' } } as const;
let account: Account;
let proxy: FaultProxy;
before(async () => {
  account = await openAccount();
  await account.has('silent', SILENT);
  await account.has('at-debug', JSON_AT('DEBUG'));
  await account.has('at-info', JSON_AT('INFO'));
  proxy = await startProxy(account.emulator.endpoint);
});
after(async () => {
  await proxy.close();
  await account.close();
});

const run = (...args: readonly string[]) =>
  kelvinHere([...args, '--endpoint-url', proxy.endpoint, '--yes'], { env: account.env });

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

test('apply says that nothing can be verified of it, before anything is sent or changed', async () => {
  const recording = join(folder, 'tuned', 'recording.jsonl');
  const sizes = { memorySizesMB: [megabytes(256), megabytes(512)], strategy: { kind: 'fastest' } } as const;
  const writer = RecordingWriter.create(
    recording,
    headerWith({
      scenario: { name: 'silent', ...sizes, memorySizesMB: [...sizes.memorySizesMB] },
      function: { name: 'silent', currentMemorySizeMB: megabytes(256) },
      target: { kind: 'endpoint' },
    }),
  );
  for (const measurement of [...warmAround(256, 48, 24), ...warmAround(512, 28, 24)]) writer.append(measurement);
  writer.append({ type: 'end', at: epochMilliseconds(1_795_000_100_000), reason: 'complete' });
  writer.close();
  const { code, stderr } = await run('apply', recording, '--out', join(folder, 'apply'));
  assert.equal(code, 3, stderr);
  assert.match(stderr, /log level of silent is WARN.* what was promised cannot be verified/);
});

test('at DEBUG and at INFO every invocation has its report, with the cold start in it', async () => {
  for (const level of ['debug', 'info']) {
    const out = join(folder, level);
    const few = ['--memory', '256', '--cold', '1', '--warm', '3'];
    const { stdout, stderr } = await run('tune', '--function', `at-${level}`, ...few, '--no-tui', '--out', out);
    const { measurements } = readRecording(join(out, 'recording.jsonl'));
    assert.ok(measurements.length >= 4, `${stdout}${stderr}`);
    for (const { outcome, intended } of measurements) {
      assert.ok(outcome.kind === 'completed' && outcome.report.status === 'success', JSON.stringify(outcome));
      assert.equal(startKind(outcome.report), intended);
    }
  }
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
