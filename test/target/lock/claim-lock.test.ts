import assert from 'node:assert/strict';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import {
  CreateFunctionCommand,
  DeleteAliasCommand,
  GetAliasCommand,
  type LambdaClient,
  UpdateAliasCommand,
} from '@aws-sdk/client-lambda';
import { type Emulator, startEmulator } from '../../../src/emulator/index.js';
import {
  type ClaimedLock,
  type Connection,
  claimLock,
  connect,
  Journal,
  journalHead,
  makeRunAlias,
  putBack,
  readLockNote,
  runAliasOf,
} from '../../../src/target/index.js';
import { milliseconds } from '../../../src/units/index.js';
import { temporaryFolder } from '../../commands/kelvin.js';
import { zipOf } from '../../fixtures/zip.js';

const folder = temporaryFolder(after);
const [DEAD, FRESH] = ['kelvin 0123456789ab', 'kelvin ba9876543210'];
const FunctionName = 'orders';
const lock = { FunctionName, Name: 'kelvin-run' };
let emulator: Emulator;
let connection: Connection;
let client: LambdaClient;
let made = 0;

before(async () => {
  emulator = await startEmulator({ port: 0, transition: milliseconds(0), preferFunctions: true });
  connection = await connect({ endpointUrl: emulator.endpoint, region: 'us-east-1' });
  client = connection.control;
  const Code = { ZipFile: await zipOf({ 'index.mjs': 'export const handler = async () => 1;\n' }) };
  const Role = 'arn:aws:iam::123456789012:role/orders';
  await client.send(
    new CreateFunctionCommand({ FunctionName, Code, Role, Runtime: 'nodejs24.x', Handler: 'index.handler' }),
  );
});
after(async () => {
  connection.close();
  await emulator.close();
});
beforeEach(async () => {
  await client.send(new DeleteAliasCommand(lock));
});

/** A run that has begun, and is called dead or not by the test. */
async function begun(marker: string): Promise<Journal> {
  made += 1;
  const head = { functionName: FunctionName, marker, original: { memorySizeMB: 128, description: '' } };
  const journal = Journal.open(join(folder, `${made}`, 'restore.jsonl'), journalHead(connection, head));
  assert.ok(await makeRunAlias(connection, journal));
  return journal;
}

const noteNow = async () => readLockNote(await runAliasOf(connection, FunctionName));
const claimed = (fields: { host: string; claim: string }): Promise<unknown> => {
  const note = { since: '2026-11-27T06:00:00.000Z', memorySizeMB: 128, end: '', ...fields };
  return client.send(new UpdateAliasCommand({ ...lock, Description: `${DEAD} ${JSON.stringify(note)}` }));
};

type Command = Parameters<LambdaClient['send']>[0];
/** The same connection, with something before or instead of a call. */
function meeting(send: (command: Command) => Promise<unknown>): Connection {
  const control: LambdaClient = Object.create(client, { send: { value: send } });
  return { ...connection, control };
}

for (const first of [0, 1] as const) {
  test(`of two that look at the lock of a dead run at once the one of number ${first} claims it, and the other hears of it`, async () => {
    await begun(DEAD);
    const looked = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const isWritten = Promise.withResolvers<void>();
    const cleaner = (index: 0 | 1): Promise<ClaimedLock> => {
      const at = meeting(async (command) => {
        if (!(command instanceof UpdateAliasCommand)) return client.send(command);
        looked[index]?.resolve();
        await Promise.all(looked.map(({ promise }) => promise));
        if (index !== first) await isWritten.promise;
        return client.send(command).finally(() => isWritten.resolve());
      });
      return claimLock(at, FunctionName, DEAD);
    };
    const results = await Promise.all([cleaner(0), cleaner(1)]);
    const [winner, loser] = [results[first], results[1 - first]];
    assert.ok(winner?.kind === 'ours' && winner.claim !== undefined);
    assert.ok(loser?.kind === 'held' && loser.by.claim === winner.claim && loser.by.host === hostname());
    assert.equal((await noteNow())?.claim, winner.claim);
  });
}

test('who has lost removes no lock: not that of whoever cleans up, nor that of a run that has begun since', async () => {
  const journal = await begun(DEAD);
  const winner = await claimLock(connection, FunctionName, DEAD);
  assert.ok(winner.kind === 'ours');
  const { theirs } = await putBack(connection, journal);
  assert.match(theirs.join(), /the alias kelvin-run stays for now: a clean-up after this run on .* has begun at .*Z/);
  assert.equal((await noteNow())?.claim, winner.claim);
  assert.deepEqual(await putBack(connection, journal, winner.claim), { left: [], theirs: [] });
  assert.equal(await noteNow(), undefined);
  await begun(FRESH);
  for (const claim of [undefined, winner.claim]) {
    assert.deepEqual(await putBack(connection, journal, claim), { left: [], theirs: [] });
    assert.equal((await noteNow())?.marker, FRESH);
  }
});

test('a lock whose end was not heard of is not removed again: by then it may be the one of the next run', async () => {
  const own = await connect({ endpointUrl: emulator.endpoint, region: 'us-east-1' });
  const journal = await begun(DEAD);
  let deletions = 0;
  own.control.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const answer = await next(args);
        if (commandName !== 'DeleteAliasCommand') return answer;
        deletions += 1;
        await begun(FRESH);
        throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      },
    { step: 'finalizeRequest', priority: 'low' },
  );
  assert.deepEqual(await putBack(own, journal), { left: [], theirs: [] });
  own.close();
  assert.equal(deletions, 1);
  assert.equal((await noteNow())?.marker, FRESH);
});

test('the claim of a process of this machine that is gone is taken over, one of another machine is not', async () => {
  await begun(DEAD);
  await claimed({ host: hostname(), claim: '4194305:1:abcdef01' });
  const taken = await claimLock(connection, FunctionName, DEAD);
  assert.ok(taken.kind === 'ours' && taken.claim !== undefined);
  await claimed({ host: 'build-7', claim: '4194305:1:abcdef01' });
  const held = await claimLock(connection, FunctionName, DEAD);
  assert.ok(held.kind === 'held' && held.by.host === 'build-7');
  const overruled = await claimLock(connection, FunctionName, DEAD, ({ host }) => host === 'build-7');
  assert.ok(overruled.kind === 'ours' && overruled.claim !== undefined);
});

test('where nothing is to be claimed, or it may not be, the clean-up goes on without', async () => {
  assert.deepEqual(await claimLock(connection, FunctionName, DEAD), { kind: 'ours' });
  await begun(FRESH);
  assert.deepEqual(await claimLock(connection, FunctionName, DEAD), { kind: 'ours' });
  await client.send(new DeleteAliasCommand(lock));
  const journal = await begun(DEAD);
  const denied = Object.assign(new Error('no'), { name: 'AccessDeniedException', $metadata: { httpStatusCode: 403 } });
  const at = meeting((it) => (it instanceof UpdateAliasCommand ? Promise.reject(denied) : client.send(it)));
  assert.deepEqual(await claimLock(at, FunctionName, DEAD), { kind: 'ours' });
  assert.deepEqual(await putBack(at, journal), { left: [], theirs: [] });
  await assert.rejects(client.send(new GetAliasCommand(lock)), { name: 'ResourceNotFoundException' });
});
