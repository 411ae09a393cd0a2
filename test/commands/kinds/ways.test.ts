import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ListFunctionEventInvokeConfigsCommand, ListVersionsByFunctionCommand } from '@aws-sdk/client-lambda';
import { readRecording } from '../../../src/recording/index.js';
import { kelvin, temporaryFolder } from '../kelvin.js';
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
before(async () => {
  account = await openAccount();
  await account.has('worker');
  await account.has('failing', {}, FAILING);
  await account.has('streaming', {}, STREAMING);
});
after(() => account.close());

const tune = (name: string, ...more: readonly string[]) =>
  kelvin(
    ['tune', '--function', name, '--memory', '256', '--cold', '1', '--warm', '3', '--no-tui', ...more].concat(
      ...['--endpoint-url', account.emulator.endpoint, '--out', join(folder, name)],
    ),
    { env: account.env },
  );
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

test('an event has no answer that could be streamed', async () => {
  const { code, stderr } = await tune('streaming', '--streamed', '--async');
  assert.equal(code, 2);
  assert.match(stderr, /both --async and --streamed/);
});

test('nothing else is left in the log that the run prints', () => {
  assert.doesNotMatch(readFileSync(join(folder, 'worker', 'recording.jsonl'), 'utf8'), /123456789012/);
});
