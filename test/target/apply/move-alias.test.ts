import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GetAliasCommand, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { moveAlias } from '../../../src/target/apply/move-alias.js';
import type { Connection } from '../../../src/target/index.js';
import { aliasRouting } from '../../../src/target/put-back/index.js';
import { APPLIED_ALIAS } from '../../fixtures/faults/subject.js';
import { toChange } from './orders-to-change.js';

const OLD = { version: '2', weights: {} };
const NEW = { version: '1', weights: {} };
/** A part of the traffic elsewhere: neither. */
const MOVED = { FunctionVersion: '2', RoutingConfig: { AdditionalVersionWeights: { '1': 0.3 } } };
const THEIRS = { version: '2', weights: { '1': 0.3 } };
const alias = { Name: APPLIED_ALIAS };
async function led() {
  const { clients, functionName: FunctionName } = toChange();
  return aliasRouting(await clients.lambda.send(new GetAliasCommand({ FunctionName, ...alias })));
}
function theirs(fields: object) {
  const { clients, functionName: FunctionName } = toChange();
  return clients.lambda.send(new UpdateAliasCommand({ FunctionName, ...alias, ...fields }));
}

test('an alias is moved while it leads to where it led, and is written down before', async () => {
  await moveAlias(toChange(), APPLIED_ALIAS, OLD, NEW);
  assert.deepEqual(await led(), NEW);
  assert.deepEqual(toChange().journal.changes, [
    { kind: 'alias-target', name: APPLIED_ALIAS, before: OLD, after: NEW },
  ]);
});

test('an alias that somebody has moved in the meantime stays as they left it', async () => {
  await theirs(MOVED);
  const moved = moveAlias(toChange(), APPLIED_ALIAS, OLD, NEW);
  await assert.rejects(moved, /somebody else has moved the alias current/);
  assert.deepEqual(await led(), THEIRS);
  assert.deepEqual(toChange().journal.changes, []);
});

/** Somebody changes the alias after it was looked at, and before it is moved. */
function between(fields: object): Connection {
  const { connection } = toChange();
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
  const moved = moveAlias({ ...toChange(), connection: between(MOVED) }, APPLIED_ALIAS, OLD, NEW);
  await assert.rejects(moved, /somebody else has moved the alias current/);
  assert.deepEqual(await led(), THEIRS);
});

test('whoever describes an alias in the meantime has not moved it', async () => {
  await moveAlias({ ...toChange(), connection: between({ Description: 'of users' }) }, APPLIED_ALIAS, OLD, NEW);
  assert.deepEqual(await led(), NEW);
});
