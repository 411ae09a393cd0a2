import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FunctionConfiguration, LambdaClient } from '@aws-sdk/client-lambda';
import type { RawInvocation } from '../../src/recording/index.js';
import { CallRecord } from '../../src/target/calls/index.js';
import { answeredInstead } from '../../src/target/invoke-once.js';
import { onceReady } from '../../src/target/once-ready.js';

const THROTTLED: RawInvocation = { kind: 'throttled', message: 'an answer like any other' };
const refused = (name: string, message: string, httpStatusCode: number) =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
const ASLEEP = refused('ResourceNotReadyException', 'The function is inactive', 502);

/** A function that refuses so often, in these states; and a clock that only waits move. */
function sleeping(refusals: readonly Error[], states: readonly FunctionConfiguration[], qualifier = '$LATEST') {
  const [left, found] = [[...refusals], [...states]];
  const calls = new CallRecord();
  let clock = 0;
  const send = async () => (found.length > 1 ? found.shift() : found[0]);
  const controller = new AbortController();
  const invoke = async () => {
    const refusal = left.shift();
    return refusal === undefined ? THROTTLED : answeredInstead(refusal);
  };
  const wait = async (ms: number) => {
    clock += ms;
  };
  const connection = { control: { send } as unknown as LambdaClient, calls };
  const waking = { connection, functionName: 'f', qualifier, signal: controller.signal, now: () => clock, wait };
  return { calls, controller, invoke, waking, clock: () => clock };
}

test('what slept is invoked until it runs, and each invocation that did not happen is counted', async () => {
  const pending = refused(
    'ResourceConflictException',
    'The function is currently in the following state: Pending',
    409,
  );
  const restoring = refused('CodeArtifactUserPendingException', 'Lambda is initializing your function', 409);
  const snapshot = refused('SnapStartNotReadyException', 'Lambda is initializing your function', 409);
  const { invoke, waking, calls, clock } = sleeping(
    [ASLEEP, pending, restoring, snapshot],
    [{ State: 'Inactive', StateReasonCode: 'Idle' }, { State: 'Pending' }],
  );
  assert.equal(await onceReady(invoke, waking), THROTTLED);
  assert.deepEqual(calls.counts.retried, { 'not-ready': 4 });
  assert.equal(clock(), 1000 + 2000 + 4000 + 8000);
});

test('gives up after as long as one of its kind may take, and says why it is not there', async () => {
  for (const [found, qualifier, minutes, words] of [
    [{ State: 'Pending', StateReason: 'Restoring it.' }, '$LATEST', 3, /the function was not ready .*: Restoring it/],
    [{ State: 'Pending', VpcConfig: { SubnetIds: ['s'] } }, '$LATEST', 10, /VPC/],
    [{ State: 'Pending', SnapStart: { ApplyOn: 'PublishedVersions' } }, '7', 20, /SnapStart/],
  ] as const) {
    const refusals = Array.from({ length: 1000 }, () => ASLEEP);
    const { invoke, waking, clock } = sleeping(refusals, [found as FunctionConfiguration], qualifier);
    await assert.rejects(onceReady(invoke, waking), words);
    assert.ok(Math.abs(clock() / 60_000 - minutes) < 0.3, `${clock()} ms`);
  }
});

test('what Lambda could not wake is told with the reason, and what it lacks is not waited for', async () => {
  const refusals = Array.from({ length: 9 }, () => ASLEEP);
  const without = { StateReasonCode: 'SubnetOutOfIPAddresses', StateReason: 'no address is free' } as const;
  const { invoke, waking } = sleeping(refusals, [
    { State: 'Inactive', ...without },
    { State: 'Pending' },
    { State: 'Inactive', ...without },
  ]);
  await assert.rejects(onceReady(invoke, waking), /failed state: no address is free/);
});

test('a run that is ended waits no longer, and has no measurement of it', async () => {
  const { invoke, waking, controller } = sleeping([ASLEEP, ASLEEP], [{ State: 'Pending' }]);
  const raw = await onceReady(invoke, {
    ...waking,
    wait: async () => {
      controller.abort();
      throw controller.signal.reason;
    },
  });
  assert.equal(raw.kind, 'unreachable');
});

test('any other refusal ends it at once, what is the service’s own fault does not', async () => {
  const lacks = refused('ENILimitReachedException', 'the limit is reached', 502);
  const { invoke, waking } = sleeping([lacks], [{ State: 'Active' }]);
  await assert.rejects(onceReady(invoke, waking), /cannot set up the function's network: the limit is reached/);
  assert.equal(answeredInstead(refused('ServiceException', 'oh', 500)).kind, 'unreachable');
  assert.equal(answeredInstead(refused('EC2ThrottledException', 'slowly', 502)).kind, 'throttled');
});
