import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { whenProvisioned } from '../../src/target/when-provisioned.js';

function answering(...answers: (object | Error)[]) {
  let clock = 0;
  const told: string[] = [];
  const send = async () => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const connection = { control: { send } as unknown as LambdaClient };
  const waiting = () =>
    whenProvisioned(connection, 'orders', 'live', {
      signal: new AbortController().signal,
      onWait: (made, asked) => told.push(`${made} of ${asked}`),
      onDenied: ({ problem, hint }) => told.push(`${problem}; ${hint}`),
      now: () => clock,
      wait: async (ms) => {
        clock += ms;
      },
    });
  return { waiting, told, clock: () => clock };
}

const MAKING = {
  Status: 'IN_PROGRESS',
  AllocatedProvisionedConcurrentExecutions: 2,
  RequestedProvisionedConcurrentExecutions: 5,
};
const named = (name: string): Error => Object.assign(new Error(name), { name });

test('waits until all of it is there, and says once what it waits for', async () => {
  const { waiting, told, clock } = answering(MAKING, MAKING, { Status: 'READY' });
  await waiting();
  assert.deepEqual(told, ['2 of 5']);
  assert.equal(clock(), 1500);
});

test('waits for nothing where there is none, or where that may not be asked', async () => {
  for (const name of ['ProvisionedConcurrencyConfigNotFoundException', 'AccessDeniedException']) {
    const { waiting, clock } = answering(named(name));
    await waiting();
    assert.equal(clock(), 0);
  }
});

test('that it may not be asked is told, with the policy line that allows it', async () => {
  const denied = answering(named('AccessDeniedException'));
  assert.equal(await denied.waiting(), 0);
  assert.match(denied.told.join(), /AWS denies this|AWS denies lambda:GetProvisionedConcurrencyConfig/);
  const none = answering(named('ProvisionedConcurrencyConfigNotFoundException'));
  await none.waiting();
  assert.deepEqual(none.told, []);
});

test('what AWS could not make is told with its reason, and what it does not make in 20 minutes too', async () => {
  const failed = answering({ Status: 'FAILED', StatusReason: 'FUNCTION_ERROR_INIT_FAILURE' });
  await assert.rejects(failed.waiting(), /orders:live could not be made: FUNCTION_ERROR_INIT_FAILURE/);
  const slow = answering(MAKING);
  await assert.rejects(slow.waiting(), /2 of 5 are there after 20 min/);
  await assert.rejects(answering(named('ExpiredTokenException')).waiting(), /ExpiredToken/);
});
