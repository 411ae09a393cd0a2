import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ListFunctionEventInvokeConfigsCommand, ListVersionsByFunctionCommand } from '@aws-sdk/client-lambda';
import { openLoadRecording, readCheckRecording, readRecording } from '../../../src/recording/index.js';
import type { FaultProxy } from '../../fixtures/faults/index.js';
import { hideEmulator } from '../../fixtures/hidden-emulator.js';
import { kelvinHere, temporaryFolder } from '../kelvin.js';
import { assertLoaded } from '../load/load-run.js';
import { type Account, openAccount } from './kind-of-function.js';

const folder = temporaryFolder(after);
const FAILING = 'export const handler = async () => { throw new RangeError("too far"); };\n';
const STREAMING = `export const handler = awslambda.streamifyResponse(async (event, stream) => {
  stream.write('first');
  await new Promise((resolve) => setTimeout(resolve, 60));
  stream.write('last');
  stream.end();
});\n`;
let account: Account;
let endpoint: FaultProxy;
before(async () => {
  account = await openAccount();
  await account.has('worker');
  await account.has('failing', {}, FAILING);
  await account.has('streaming', {}, STREAMING);
  await account.has('silent', { LoggingConfig: { LogFormat: 'JSON', SystemLogLevel: 'WARN' } });
  endpoint = await hideEmulator(account.emulator.endpoint);
});
after(async () => {
  await endpoint.close();
  await account.close();
});

const tune = (name: string, ...more: readonly string[]) =>
  kelvinHere(
    ['tune', '--function', name, '--memory', '256', '--cold', '1', '--warm', '3', '--no-tui', ...more].concat(
      ...['--endpoint-url', account.emulator.endpoint, '--out', join(folder, name)],
    ),
    { env: account.env },
  );
/** At an endpoint that is not told to be Kelvin's: five cold starts at a time, and no moment is too noisy for it. */
const check = (name: string, ...more: readonly string[]) =>
  kelvinHere(
    [
      'check',
      '--function',
      name,
      '--self',
      '--memory',
      '256',
      '--warm',
      '1',
      '--max-cold-starts',
      '10',
      ...more,
    ].concat(
      ...['--no-explain', '--no-tui', '--yes'],
      ...['--endpoint-url', endpoint.endpoint, '--out', join(folder, `check-${name}`)],
    ),
    { env: account.env },
  );
const flat = (text: string): string => text.replace(/\s+/g, ' ');
const outcomesOf = (name: string) =>
  readRecording(join(folder, name, 'recording.jsonl')).measurements.map(({ outcome }) => outcome);

test('measures asynchronous invocations by their reports, and claims no latency for them', async () => {
  const { stdout, stderr } = await tune('worker', '--async');
  const outcomes = outcomesOf('worker');
  assert.equal(outcomes.length, 4, stderr);
  for (const outcome of outcomes) {
    assert.ok(outcome.kind === 'completed' && outcome.report.durationMs > 0);
    assert.equal(outcome.latencyMs, undefined);
  }
  assert.match(stdout.replaceAll('\n', ' '), /invoked asynchronously/);
  const { header } = readRecording(join(folder, 'worker', 'recording.jsonl'));
  assert.equal(header.scenario.invoke, 'asynchronous');
});

test('leaves nothing of an asynchronous run behind', async () => {
  const { client } = account;
  const { Versions } = await client.send(new ListVersionsByFunctionCommand({ FunctionName: 'worker' }));
  assert.equal(Versions?.length, 1);
  const { FunctionEventInvokeConfigs } = await client.send(
    new ListFunctionEventInvokeConfigsCommand({ FunctionName: 'worker' }),
  );
  assert.deepEqual(FunctionEventInvokeConfigs, []);
});

test('knows by what Node writes in its log that an event failed', async () => {
  await tune('failing', '--async');
  const outcomes = outcomesOf('failing');
  assert.deepEqual([...new Set(outcomes.map(({ kind }) => kind))], ['function-error']);
  const [first] = outcomes;
  assert.ok(first?.kind === 'function-error' && first.errorType === 'RangeError' && first.message === 'too far');
});

test('reads a streamed answer to its end, and says when its first piece was there', async () => {
  const { stdout } = await tune('streaming', '--streamed');
  assert.match(
    stdout.replace(/\s+/g, ' '),
    /256 MB: first piece of the answer at the client, median: warm [\d.]+ ms \(no interval: .*n = 3\)/,
  );
  const outcomes = outcomesOf('streaming');
  assert.equal(outcomes.length, 4);
  for (const outcome of outcomes) {
    assert.ok(outcome.kind === 'completed' && outcome.firstByteMs !== undefined && outcome.latencyMs !== undefined);
    assert.ok(outcome.latencyMs > outcome.firstByteMs);
  }
});

test('a check sends events too, and measures both its sides by their reports', async () => {
  const { code, stdout, stderr } = await check('silent', '--async');
  assert.ok([0, 1, 4].includes(code ?? -1), `${stdout}${stderr}`);
  const { measurements, header } = readCheckRecording(join(folder, 'check-silent', 'recording.jsonl'));
  assert.equal(header.check.invoke, 'asynchronous');
  assert.equal(new Set(measurements.map(({ side }) => side)).size, 2);
  // Its copies log at INFO, and leave a report of a success.
  for (const { outcome } of measurements) assert.ok(outcome.kind === 'completed' && outcome.latencyMs === undefined);
  assert.match(flat(stdout), /invoked asynchronously: its figures are from the reports in its log group/);
});

test('a check reads streamed answers to their end, on both sides', async () => {
  const { code, stdout, stderr } = await check('streaming', '--streamed');
  assert.ok([0, 1, 4].includes(code ?? -1), `${stdout}${stderr}`);
  const { measurements } = readCheckRecording(join(folder, 'check-streaming', 'recording.jsonl'));
  for (const { outcome } of measurements) {
    assert.ok(outcome.kind === 'completed' && outcome.firstByteMs !== undefined && outcome.latencyMs !== undefined);
    assert.ok(outcome.latencyMs >= outcome.firstByteMs && outcome.report.durationMs > 55);
  }
});

test('a load reads them by InvokeWithResponseStream, each with its report', async () => {
  const where = ['--endpoint-url', endpoint.endpoint, '--out', join(folder, 'load')];
  const finished = await kelvinHere(
    ['load', '--function', 'streaming', '--via', 'invoke-stream', '--load', 'burst 4', '--no-tui', '--yes', ...where],
    { env: account.env },
  );
  assertLoaded(finished);
  const requests = [...openLoadRecording(join(folder, 'load', 'recording.jsonl')).lines()].filter(
    (it) => it.type === 'request',
  );
  assert.equal(requests.length, 4);
  for (const { outcome, latencyMs } of requests) {
    assert.ok(outcome.kind === 'answered' && Number(outcome.report?.durationMs) > 55 && Number(latencyMs) > 55);
  }
  assert.match(finished.stdout, /By InvokeWithResponseStream/);
});

test('an event has no answer that could be streamed', async () => {
  const { code, stderr } = await tune('streaming', '--streamed', '--async');
  assert.equal(code, 2);
  assert.match(stderr, /both --async and --streamed/);
});

test('nothing else is left in the log that the run prints', () => {
  assert.doesNotMatch(readFileSync(join(folder, 'worker', 'recording.jsonl'), 'utf8'), /123456789012/);
});
