import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkHere } from '../../../src/commands/restore/check-here.js';
import {
  arnHash,
  type Connection,
  type JournalRecord,
  journalHead,
  nameForJournal,
} from '../../../src/target/index.js';

const OWN = 'arn:aws:lambda:us-east-1:123456789012:function:orders';
const OTHER = 'arn:aws:lambda:us-east-1:210987654321:function:orders';

/** An account in which a name stands for one function, or for none. */
const accountWith = (arn: string | undefined): Connection =>
  ({
    region: 'us-east-1',
    control: {
      send: async () => {
        if (arn === undefined) throw Object.assign(new Error('not found'), { name: 'ResourceNotFoundException' });
        return { FunctionArn: arn };
      },
    },
  }) as unknown as Connection;

test('a function of the own account that was named by its ARN is called by its name in a journal', async () => {
  for (const typed of [OWN, '123456789012:function:orders']) {
    assert.equal(await nameForJournal(accountWith(OWN), typed, OWN), 'orders');
  }
});

test('its ARN is kept where the name leads to another function, or to none', async () => {
  assert.equal(await nameForJournal(accountWith(OTHER), OWN, OWN), OWN);
  assert.equal(await nameForJournal(accountWith(undefined), OWN, OWN), OWN);
});

test('what was named without an account is called as it was, and nothing is asked', async () => {
  const nobody = {} as Connection;
  assert.equal(await nameForJournal(nobody, 'orders', OWN), 'orders');
  assert.equal(await nameForJournal(nobody, 'us-east-1:function:orders', OWN), 'us-east-1:function:orders');
});

const recordOf = (functionArnHash?: string): JournalRecord => ({
  head: journalHead(
    { region: 'us-east-1' },
    {
      ...{ functionName: 'orders', marker: 'kelvin 0123456789ab', original: { memorySizeMB: 640, description: '' } },
      ...(functionArnHash === undefined ? {} : { functionArnHash }),
    },
  ),
  changes: [],
});
const place = { path: 'restore.jsonl', isEndpointNamed: false };

test('a function of that name in another account is not taken for the one of the run', async () => {
  const record = recordOf(arnHash(OWN));
  await checkHere(accountWith(OWN), record, place);
  await assert.rejects(checkHere(accountWith(OTHER), record, place), /is not the one of the run, but one of that name/);
  await assert.rejects(checkHere(accountWith(undefined), record, place), /there is no function orders in us-east-1/);
  assert.doesNotMatch(JSON.stringify(record), /\d{12}/);
});

test('a journal of an older version, which says nothing of that, is taken at its name', async () => {
  await checkHere(accountWith(OTHER), recordOf(), place);
});
