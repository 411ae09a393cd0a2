import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CredentialsKeeper } from '../../../src/load/driver/credentials-keeper.js';

const MINUTE = 60_000;

/** Lets what waits for promises go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

test('renews credentials five minutes before they expire, and keeps the old ones where that fails', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const renewed: string[] = [];
  let asked = 0;
  const keeper = new CredentialsKeeper(
    async () => {
      asked++;
      if (asked === 2) throw new Error('no network');
      return { accessKeyId: `key ${asked}`, secretAccessKey: 's', expiration: new Date(Date.now() + 60 * MINUTE) };
    },
    ({ accessKeyId }) => renewed.push(accessKeyId),
  );
  await keeper.begin();
  t.mock.timers.tick(54 * MINUTE);
  await settle();
  assert.deepEqual([asked, renewed], [1, ['key 1']]);
  t.mock.timers.tick(MINUTE);
  await settle();
  assert.deepEqual([asked, renewed], [2, ['key 1']]);
  t.mock.timers.tick(MINUTE / 2);
  await settle();
  assert.deepEqual([asked, renewed], [3, ['key 1', 'key 3']]);
  keeper.end();
  t.mock.timers.tick(120 * MINUTE);
  await settle();
  assert.equal(asked, 3);
});

test('asks once for credentials that do not expire', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  let asked = 0;
  const keeper = new CredentialsKeeper(
    async () => {
      asked++;
      return { accessKeyId: 'a', secretAccessKey: 's' };
    },
    () => {},
  );
  await keeper.begin();
  t.mock.timers.tick(10_000 * MINUTE);
  await settle();
  assert.equal(asked, 1);
});

test('has no load without the first credentials', async () => {
  const keeper = new CredentialsKeeper(
    async () => {
      throw new Error('nobody is logged in');
    },
    () => {},
  );
  await assert.rejects(keeper.begin(), /nobody is logged in/);
});
