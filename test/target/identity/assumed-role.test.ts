import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { STSClient } from '@aws-sdk/client-sts';
import { AssumedRole } from '../../../src/target/identity/index.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** STS that gives keys for an hour, by a clock of the test's. */
function stsAt(clock: { now: number }, fails: () => boolean = () => false) {
  const inputs: unknown[] = [];
  const send = async ({ input }: { input: unknown }) => {
    inputs.push(input);
    if (fails()) throw new Error('STS is away');
    const Expiration = new Date(clock.now + HOUR);
    return {
      Credentials: { AccessKeyId: `key ${inputs.length}`, SecretAccessKey: 's', SessionToken: 't', Expiration },
    };
  };
  return { inputs, sts: { send } as unknown as Pick<STSClient, 'send'> };
}

const ROLE = 'arn:aws:iam::123456789012:role/measure';

test('a role is assumed once for all clients that ask at the same moment', async () => {
  const clock = { now: 0 };
  const { sts, inputs } = stsAt(clock);
  const role = new AssumedRole(sts, ROLE, () => clock.now);
  const all = await Promise.all([role.credentials(), role.credentials(), role.credentials()]);
  assert.deepEqual(
    all.map(({ accessKeyId }) => accessKeyId),
    ['key 1', 'key 1', 'key 1'],
  );
  assert.equal(inputs.length, 1);
  assert.match(
    JSON.stringify(inputs[0]),
    /"RoleArn":"arn:aws:iam::123456789012:role\/measure","RoleSessionName":"kelvin-/,
  );
});

test('its credentials are renewed five minutes before they expire, and not sooner', async () => {
  const clock = { now: 0 };
  const { sts } = stsAt(clock);
  const role = new AssumedRole(sts, ROLE, () => clock.now);
  await role.credentials();
  clock.now = HOUR - 6 * MINUTE;
  assert.equal((await role.credentials()).accessKeyId, 'key 1');
  clock.now = HOUR - 4 * MINUTE;
  assert.equal((await role.credentials()).accessKeyId, 'key 2');
});

test('when STS is away the old ones serve as long as they hold, and then it is told', async () => {
  const clock = { now: 0 };
  let away = false;
  const { sts } = stsAt(clock, () => away);
  const role = new AssumedRole(sts, ROLE, () => clock.now);
  await role.credentials();
  away = true;
  clock.now = HOUR - MINUTE;
  assert.equal((await role.credentials()).accessKeyId, 'key 1');
  clock.now = HOUR + 1;
  await assert.rejects(role.credentials(), /STS is away/);
  away = false;
  assert.equal((await role.credentials()).accessKeyId, 'key 4');
});
