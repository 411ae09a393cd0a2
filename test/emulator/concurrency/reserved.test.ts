import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  DeleteFunctionCommand,
  DeleteFunctionConcurrencyCommand,
  GetAccountSettingsCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  InvokeCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
} from '@aws-sdk/client-lambda';
import { Bench } from '../harness.js';
import { Gate, gatedSource } from './gate.js';

const LIMIT = 104;

let bench: Bench;
let gate: Gate;
before(async () => {
  gate = await Gate.open();
  bench = await Bench.start({ concurrencyLimit: LIMIT });
  await bench.create('reserved', gatedSource);
  await bench.create('other', gatedSource);
});
after(async () => {
  gate.close();
  await bench.close();
});

const reserve = (FunctionName: string, ReservedConcurrentExecutions: number) =>
  bench.lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions }));
const unreserve = (FunctionName: string) => bench.lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
const reservedOf = async (FunctionName: string) =>
  (await bench.lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }))).ReservedConcurrentExecutions;
const limits = async () => (await bench.lambda.send(new GetAccountSettingsCommand({}))).AccountLimit;

describe('reserved concurrency', () => {
  test('is set, read, shown with the function, and taken away', async () => {
    assert.equal(await reservedOf('reserved'), undefined);
    assert.equal((await reserve('reserved', 3)).ReservedConcurrentExecutions, 3);
    assert.equal(await reservedOf('reserved'), 3);
    const { Concurrency } = await bench.lambda.send(new GetFunctionCommand({ FunctionName: 'reserved' }));
    assert.deepEqual(Concurrency, { ReservedConcurrentExecutions: 3 });
    const { ConcurrentExecutions, UnreservedConcurrentExecutions } = (await limits()) ?? {};
    assert.deepEqual([ConcurrentExecutions, UnreservedConcurrentExecutions], [LIMIT, LIMIT - 3]);
    assert.equal((await unreserve('reserved')).$metadata.httpStatusCode, 204);
    assert.equal(await reservedOf('reserved'), undefined);
    assert.equal((await limits())?.UnreservedConcurrentExecutions, LIMIT);
  });

  test('leaves 100 to the other functions', async () => {
    await reserve('reserved', 4);
    await assert.rejects(reserve('reserved', 5), {
      name: 'InvalidParameterValueException',
      message:
        "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
    });
    await assert.rejects(reserve('other', 1), { name: 'InvalidParameterValueException' });
    await unreserve('reserved');
  });

  test('belongs to whole functions that are there', async () => {
    await bench.lambda.send(new PublishVersionCommand({ FunctionName: 'reserved' }));
    await assert.rejects(reserve('reserved:1', 1), {
      name: 'InvalidParameterValueException',
      message: /^This operation is permitted on Lambda functions only\./,
    });
    const missing = {
      name: 'ResourceNotFoundException',
      message: 'Function not found: arn:aws:lambda:us-east-1:000000000000:function:nobody',
    };
    await assert.rejects(reserve('nobody', 0), missing);
    await assert.rejects(reservedOf('nobody'), missing);
    await assert.rejects(unreserve('nobody'), missing);
  });

  test('is the most that runs at once, and free again when an invocation is over', async () => {
    await reserve('reserved', 1);
    const held = bench.invoke('reserved', { gate: gate.url });
    await gate.arrivals(1);
    await assert.rejects(bench.invoke('reserved'), {
      name: 'TooManyRequestsException',
      message: 'Rate Exceeded.',
      Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
    });
    assert.equal((await bench.invoke('other')).payload, 'on-demand');
    gate.release();
    await held;
    // Without the log tail an answer comes before the report: the slot has to be free for whoever has it all the same.
    const again = new InvokeCommand({ FunctionName: 'reserved' });
    for (let count = 0; count < 5; count++) assert.equal((await bench.lambda.send(again)).FunctionError, undefined);
    await unreserve('reserved');
  });

  test('goes with the function', async () => {
    await bench.create('gone', gatedSource);
    await reserve('gone', 2);
    await bench.lambda.send(new DeleteFunctionCommand({ FunctionName: 'gone' }));
    assert.equal((await limits())?.UnreservedConcurrentExecutions, LIMIT);
    await bench.create('gone', gatedSource);
    assert.equal(await reservedOf('gone'), undefined);
  });
});

describe('the account’s concurrency', () => {
  test('is shared by all functions without a reservation', async () => {
    const small = await Bench.start({ concurrencyLimit: 1 });
    await small.create('a', gatedSource);
    await small.create('b', gatedSource);
    const held = small.invoke('a', { gate: gate.url });
    await gate.arrivals(1);
    await assert.rejects(small.invoke('b'), {
      name: 'TooManyRequestsException',
      Reason: 'ConcurrentInvocationLimitExceeded',
    });
    gate.release();
    await held;
    assert.equal((await small.invoke('b')).payload, 'on-demand');
    await small.close();
  });
});
