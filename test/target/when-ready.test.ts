import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FunctionConfiguration, LambdaClient } from '@aws-sdk/client-lambda';
import { whenReady } from '../../src/target/when-ready.js';

/** A function that answers in this order, and the last answer for ever; and a clock that only waits move. */
function answering(...answers: FunctionConfiguration[]) {
  let clock = 0;
  const send = async () => (answers.length > 1 ? answers.shift() : answers[0]);
  const options = {
    now: () => clock,
    wait: async (ms: number) => {
      clock += ms;
    },
  };
  return { connection: { control: { send } as unknown as LambdaClient }, options, clock: () => clock };
}

const PENDING = { State: 'Pending', StateReason: 'The function is being created.' } as const;

test('waits for what is pending or being updated, and returns what it is then', async () => {
  const ready = { State: 'Active', LastUpdateStatus: 'Successful', MemorySize: 512 } as const;
  const { connection, options } = answering(PENDING, { State: 'Active', LastUpdateStatus: 'InProgress' }, ready);
  assert.deepEqual(await whenReady(connection, 'f', options), ready);
});

test('gives up after as long as one of its kind may take, and says what it waited for and why it is not there', async () => {
  const cases = [
    [PENDING, undefined, 3, /: the function was not ready after 3 min: The function is being created\.$/],
    [{ ...PENDING, VpcConfig: { SubnetIds: ['s'] } }, undefined, 10, /VPC/],
    [{ ...PENDING, PackageType: 'Image' }, undefined, 10, /image/],
    [{ ...PENDING, SnapStart: { ApplyOn: 'PublishedVersions' } }, '7', 20, /SnapStart/],
    [{ ...PENDING, SnapStart: { ApplyOn: 'PublishedVersions' } }, undefined, 3, /: the function was/],
  ] as const;
  for (const [found, qualifier, minutes, words] of cases) {
    const { connection, options, clock } = answering(found as FunctionConfiguration);
    const waiting = whenReady(connection, 'f', { ...options, ...(qualifier === undefined ? {} : { qualifier }) });
    await assert.rejects(waiting, words);
    assert.ok(Math.abs(clock() / 60_000 - minutes) < 0.1, `${clock()} ms`);
  }
});

test('what has failed is told at once, with the reason', async () => {
  const { connection, options, clock } = answering({ LastUpdateStatus: 'Failed', LastUpdateStatusReason: 'no subnet' });
  await assert.rejects(whenReady(connection, 'f', options), /failed state: no subnet/);
  assert.equal(clock(), 0);
});
