import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readRecording } from '../../../src/recording/index.js';
import { kelvinHere, temporaryFolder } from '../kelvin.js';
import { emulatedAccount, recordedIn } from '../load/load-run.js';

/** Runs of the program with hooks, on functions that exist: each is as it was afterwards. */
const folder = temporaryFolder(after);
const { account } = await emulatedAccount(after);
await account.make('orders', 5);
await account.make('seed', 5);
const at = (name: string): string => join(folder, name);
const linesIn = (name: string): string[] => readFileSync(at(name), 'utf8').trimEnd().split('\n');

test('tunes with a function before each invocation, whose answer is sent, and a command after it', async () => {
  const before = await account.state('orders');
  const args = ['--function', 'orders', '--memory', '512', '--cold', '1', '--warm', '2', '--out', at('tuned')];
  const hooks = [
    '--before',
    'function:seed',
    '--payload-from-before',
    '--after',
    `cat >> ${at('after')}; echo >> ${at('after')}`,
  ];
  const finished = await kelvinHere(['tune', ...args, ...hooks, '--payload', '{"n":1}'], { env: account.env });
  assert.ok(finished.code === 0 || finished.code === 4, finished.stderr);
  assert.deepEqual(await account.state('orders'), before);
  const { header, measurements } = readRecording(join(at('tuned'), 'recording.jsonl'));
  const recorded = { before: 'function', after: 'command', each: 'invocation', payloadFromBefore: true };
  assert.deepEqual(header.scenario.hooks, recorded);
  assert.ok(measurements.every(({ outcome }) => outcome.kind === 'completed'));
  assert.equal(linesIn('after').length, measurements.length);
  assert.match(finished.stdout.replaceAll(/\s+/g, ' '), /hooks: a function before and a command after each invocation/);
});

test('a function that is not there is named as the hook, ends the run with 3, and nothing is left', async () => {
  const before = await account.state('orders');
  const args = ['--function', 'orders', '--memory', '512', '--cold', '1', '--warm', '1', '--out', at('missing')];
  const finished = await kelvinHere(['tune', ...args, '--before', 'function:nobody'], { env: account.env });
  assert.equal(finished.code, 3, finished.stdout);
  assert.match(finished.stderr, /kelvin: the hook nobody: .*no such function/);
  assert.deepEqual(await account.state('orders'), before);
});

test('a load whose hook after fails ends there, with all that was measured', async () => {
  const before = await account.state('orders');
  const args = ['--function', 'orders', '--memory', '512,1024', '--load', 'burst 2', '--out', at('failed')];
  const finished = await kelvinHere(['load', ...args, '--after', 'exit 3'], { env: account.env });
  assert.equal(finished.code, 3, finished.stdout);
  assert.match(finished.stderr, /the hook after failed: exit code 3/);
  const { requests, armEnds, end } = recordedIn(at('failed'));
  assert.deepEqual([requests.length, armEnds.length, end?.reason], [2, 1, 'failed']);
  assert.deepEqual(await account.state('orders'), before);
});

test('a load runs its hooks around each memory size, and an allowed error is an answer of it', async () => {
  const log = `echo "$KELVIN_HOOKED $KELVIN_MEMORY_SIZE" >> ${at('arms')}`;
  const args = ['--function', 'orders', '--memory', '512,1024', '--load', 'burst 2', '--out', at('loaded')];
  const hooks = ['--before', `KELVIN_HOOKED=before; ${log}`, '--after', `KELVIN_HOOKED=after; ${log}`];
  const finished = await kelvinHere(['load', ...args, ...hooks, '--allow-error', 'NoSuchOrder'], { env: account.env });
  assert.ok(finished.code === 0 || finished.code === 4, finished.stderr);
  const { arms, header } = recordedIn(at('loaded'));
  const expected = arms.flatMap(({ memorySizeMB }) => [`before ${memorySizeMB}`, `after ${memorySizeMB}`]);
  assert.deepEqual(linesIn('arms'), expected);
  assert.deepEqual([header.load.hooks?.each, header.load.allowedErrors], ['load', ['NoSuchOrder']]);
});
