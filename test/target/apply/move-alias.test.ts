import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { GetAliasCommand, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { type Emulator, startEmulator } from '../../../src/emulator/index.js';
import { moveAlias } from '../../../src/target/apply/move-alias.js';
import { type Connection, connect, Journal, journalHead } from '../../../src/target/index.js';
import { aliasRouting } from '../../../src/target/put-back/index.js';
import { milliseconds } from '../../../src/units/index.js';
import { temporaryFolder } from '../../commands/kelvin.js';
import { clientsOf } from '../../fixtures/faults/index.js';
import { APPLIED_ALIAS, makeSubject } from '../../fixtures/faults/subject.js';

const folder = temporaryFolder(after);
const OLD = { version: '2', weights: {} };
const NEW = { version: '1', weights: {} };
/** A part of the traffic elsewhere: neither. */
const MOVED = { FunctionVersion: '2', RoutingConfig: { AdditionalVersionWeights: { '1': 0.3 } } };
const THEIRS = { version: '2', weights: { '1': 0.3 } };
let emulator: Emulator;
let clients: ReturnType<typeof clientsOf>;
let connection: Connection;
let made = 0;
let functionName = '';
let journal: Journal;

before(async () => {
  emulator = await startEmulator({ port: 0, transition: milliseconds(0), preferFunctions: true });
  clients = clientsOf(emulator.endpoint);
  connection = await connect({ endpointUrl: emulator.endpoint, region: 'us-east-1' });
});
after(async () => {
  connection.close();
  clients.lambda.destroy();
  clients.logs.destroy();
  await emulator.close();
});
beforeEach(async () => {
  made += 1;
  functionName = `orders-${made}`;
  await makeSubject(clients, functionName);
  const original = { memorySizeMB: 640, description: '' };
  const head = journalHead({ region: 'us-east-1' }, { functionName, marker: 'kelvin 0', original });
  journal = Journal.open(join(folder, functionName, 'restore.jsonl'), head);
});

const alias = { Name: APPLIED_ALIAS };
const led = async () =>
  aliasRouting(await clients.lambda.send(new GetAliasCommand({ FunctionName: functionName, ...alias })));
const theirs = (fields: object) =>
  clients.lambda.send(new UpdateAliasCommand({ FunctionName: functionName, ...alias, ...fields }));

test('an alias is moved while it leads to where it led, and is written down before', async () => {
  await moveAlias({ connection, functionName, journal }, APPLIED_ALIAS, OLD, NEW);
  assert.deepEqual(await led(), NEW);
  assert.deepEqual(journal.changes, [{ kind: 'alias-target', name: APPLIED_ALIAS, before: OLD, after: NEW }]);
});

test('an alias that somebody has moved in the meantime stays as they left it', async () => {
  await theirs(MOVED);
  const moved = moveAlias({ connection, functionName, journal }, APPLIED_ALIAS, OLD, NEW);
  await assert.rejects(moved, /somebody else has moved the alias current/);
  assert.deepEqual(await led(), THEIRS);
  assert.deepEqual(journal.changes, []);
});

/** Somebody changes the alias after it was looked at, and before it is moved. */
function between(fields: object): Connection {
  let isMeddled = false;
  const send = async (command: Parameters<Connection['control']['send']>[0]) => {
    if (command instanceof UpdateAliasCommand && !isMeddled) {
      isMeddled = true;
      await theirs(fields);
    }
    return connection.control.send(command);
  };
  return { ...connection, control: Object.create(connection.control, { send: { value: send } }) };
}

test('an alias that somebody moves between the look and the change stays as they left it', async () => {
  const moved = moveAlias({ connection: between(MOVED), functionName, journal }, APPLIED_ALIAS, OLD, NEW);
  await assert.rejects(moved, /somebody else has moved the alias current/);
  assert.deepEqual(await led(), THEIRS);
});

test('whoever describes an alias in the meantime has not moved it', async () => {
  const parts = { connection: between({ Description: 'of users' }), functionName, journal };
  await moveAlias(parts, APPLIED_ALIAS, OLD, NEW);
  assert.deepEqual(await led(), NEW);
});
