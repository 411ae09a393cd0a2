import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { startEmulator } from '../../src/emulator/index.js';
import { readCheckRecording, readRecording } from '../../src/recording/index.js';
import { accountState } from '../fixtures/faults/account-state.js';
import { clientsOf } from '../fixtures/faults/index.js';
import { makeSubject } from '../fixtures/faults/subject.js';
import { assertDone } from './assert-done.js';
import { kelvin, temporaryFolder } from './kelvin.js';
import { assertLoaded, recordedIn } from './load/load-run.js';

/** A user who has a function and nothing else: no scenario, no environment, no configuration. */
const folder = temporaryFolder(after);
const emulator = await startEmulator({ port: 0, preferFunctions: true });
const clients = clientsOf(emulator.endpoint);
await makeSubject(clients, 'orders');
after(async () => {
  clients.lambda.destroy();
  clients.logs.destroy();
  await emulator.close();
});
const NAMED = ['--function', 'orders', '--endpoint-url', emulator.endpoint];

/** Runs it, and holds that every field of the account is as it was and that no journal is left. */
async function untouched(command: string, args: readonly string[]) {
  const before = await accountState(clients, 'orders');
  const finished = await kelvin([command, ...NAMED, ...args, '--out', join(folder, command)]);
  assert.deepEqual(await accountState(clients, 'orders'), before);
  assert.deepEqual(
    readdirSync(join(folder, command)).filter((it) => it.startsWith('restore')),
    [],
  );
  return finished;
}

test('tunes a function by its name and an endpoint alone', async () => {
  assertDone(await untouched('tune', ['--memory', '256,512', '--cold', '2', '--warm', '8']));
  const { measurements, end } = readRecording(join(folder, 'tune/recording.jsonl'));
  // What a busy host disturbs is measured again.
  assert.ok(measurements.length >= 20);
  assert.equal(end?.reason, 'complete');
});

test('checks two versions of a function by its name and an endpoint alone', async () => {
  const args = ['--base', '1', '--head', '2', '--max-cold-starts', '10', '--at-a-time', '5', '--no-explain'];
  const { code, stderr } = await untouched('check', args);
  assert.ok(code === 0 || code === 4, stderr);
  const { measurements, end } = readCheckRecording(join(folder, 'check/recording.jsonl'));
  assert.ok(measurements.length >= 40);
  assert.equal(end?.reason, 'complete');
});

test('puts a function under load by its name and an endpoint alone', async () => {
  assertLoaded(await untouched('load', ['--load', 'constant 10/s 1s']));
  const { requests, end } = recordedIn(join(folder, 'load'));
  assert.deepEqual([requests.length, end?.reason], [10, 'complete']);
});
