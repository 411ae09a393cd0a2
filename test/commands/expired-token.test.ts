import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import {
  GetFunctionConfigurationCommand,
  ListAliasesCommand,
  ListVersionsByFunctionCommand,
} from '@aws-sdk/client-lambda';
import { openLoadRecording, readRecording } from '../../src/recording/index.js';
import { errorAnswer, type FaultProxy } from '../fixtures/faults/index.js';
import { MARK, markedProcesses } from '../fixtures/faults/marked-processes.js';
import { hideEmulator } from '../fixtures/hidden-emulator.js';
import { isLinux, kelvin, temporaryFolder, until } from './kelvin.js';
import { type Account, openAccount } from './kinds/kind-of-function.js';
import { assertLoaded } from './load/load-run.js';

/** A session's token, such as that of SSO, which ends in the middle of a run: from one call on every one is refused. */
const folder = temporaryFolder(after);
const EXPIRED = errorAnswer(403, 'ExpiredTokenException', 'The security token included in the request is expired');
/** With whole invocations answered before. */
const LAST_INVOCATIONS = 5;
const onLinux = { skip: isLinux ? false : 'processes are found through /proc' };
let account: Account;
let proxy: FaultProxy;
let invocations = 0;
let isRenewed = false;

before(async () => {
  account = await openAccount();
  await account.has('orders', { Description: 'takes orders' });
  proxy = await hideEmulator(account.emulator.endpoint, {
    onRequest: ({ operation }) => {
      if (operation === 'Invoke') invocations += 1;
      return !isRenewed && invocations > LAST_INVOCATIONS ? EXPIRED : undefined;
    },
  });
});
afterEach(() => {
  invocations = 0;
  isRenewed = false;
});
after(async () => {
  await proxy.close();
  await account.close();
});

/** With the second process, which tries to put back once more what the first could not. */
async function run(...args: readonly string[]) {
  const mark = `expired-${process.pid}`;
  const finished = await kelvin([...args, '--endpoint-url', proxy.endpoint], { env: { ...account.env, [MARK]: mark } });
  await until('the end of the second process', () => markedProcesses(mark).length === 0);
  return finished;
}
const measured = (command: string, out: string, ...more: readonly string[]) =>
  run(command, '--function', 'orders', ...more, '--no-tui', '--yes', '--out', join(folder, out));
const flat = (text: string): string => text.replace(/\s+/g, ' ');

async function orders() {
  const of = { FunctionName: 'orders' };
  const { client } = account;
  const { MemorySize, Description } = await client.send(new GetFunctionConfigurationCommand(of));
  const { Versions = [] } = await client.send(new ListVersionsByFunctionCommand(of));
  const { Aliases = [] } = await client.send(new ListAliasesCommand(of));
  return { MemorySize, Description, versions: Versions.map((it) => it.Version), aliases: Aliases.map((it) => it.Name) };
}
const AS_IT_WAS = { MemorySize: 256, Description: 'takes orders', versions: ['$LATEST'], aliases: [] };

test(
  'a token that expires ends a tuning with its words, loses nothing, and restore finishes with a new one',
  onLinux,
  async () => {
    const { code, stderr } = await measured('tune', 'tune', '--memory', '512', '--cold', '2', '--warm', '40');
    assert.equal(code, 3, stderr);
    const journal = join(folder, 'tune', 'restore.jsonl');
    assert.match(flat(stderr), /the AWS credentials have expired hint: sign in again \("aws sso login"\)/);
    assert.ok(flat(stderr).includes(`kelvin restore ${journal}`), stderr);
    const { measurements, end } = readRecording(join(folder, 'tune', 'recording.jsonl'));
    assert.equal(measurements.filter(({ outcome }) => outcome.kind === 'completed').length, LAST_INVOCATIONS);
    assert.equal(end?.reason, 'failed');
    // $LATEST was put back before: what is left is what nobody's traffic meets.
    assert.deepEqual(await orders(), { ...AS_IT_WAS, versions: ['$LATEST', '1'], aliases: ['kelvin-run'] });
    isRenewed = true;
    const restored = await run('restore', journal);
    assert.equal(restored.code, 0, restored.stderr);
    assert.deepEqual(await orders(), AS_IT_WAS);
    assert.ok(!existsSync(journal));
  },
);

test('after a load whose token expired the next run finishes the clean-up by itself', onLinux, async () => {
  const { code, stderr } = await measured('load', 'load', '--load', 'constant 2/s 30s');
  assert.equal(code, 3, stderr);
  assert.match(flat(stderr), /have expired/);
  const lines = [...openLoadRecording(join(folder, 'load', 'recording.jsonl')).lines()];
  const answered = lines.filter((it) => it.type === 'request' && it.outcome.kind === 'answered');
  assert.equal(answered.length, LAST_INVOCATIONS);
  assert.notDeepEqual(await orders(), AS_IT_WAS);
  isRenewed = true;
  const next = await measured('load', 'next', '--load', 'burst 2');
  assertLoaded(next);
  assert.match(
    flat(next.stdout + next.stderr),
    /a run on orders that began at .* was ended before it could put it back: that is done first/,
  );
  assert.deepEqual(await orders(), AS_IT_WAS);
});
