import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import {
  CreateAliasCommand,
  DeleteAliasCommand,
  DeleteProvisionedConcurrencyConfigCommand,
  GetProvisionedConcurrencyConfigCommand,
  type GetProvisionedConcurrencyConfigCommandOutput,
  ListProvisionedConcurrencyConfigsCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  PutProvisionedConcurrencyConfigCommand,
  UpdateAliasCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { milliseconds } from '../../../src/units/index.js';
import { Bench } from '../harness.js';
import { Gate, gatedSource } from './gate.js';

/** INIT waits at a gate of its own, if there is one. */
const source = {
  'index.mjs': `
    if (process.env.INIT_GATE) await fetch(process.env.INIT_GATE);
    ${gatedSource['index.mjs']}`,
};

let bench: Bench;
let gate: Gate;
let initGate: Gate;
before(async () => {
  [gate, initGate] = await Promise.all([Gate.open(), Gate.open()]);
  bench = await Bench.start();
});
after(async () => {
  gate.close();
  initGate.close();
  await bench.close();
});

/** A function and its version 1, which cannot have provisioned concurrency without one. */
async function published(name: string, code = source, variables: Record<string, string> = {}): Promise<void> {
  await bench.create(name, code, { Environment: { Variables: variables } });
  await bench.lambda.send(new PublishVersionCommand({ FunctionName: name }));
}
const put = (FunctionName: string, Qualifier: string, ProvisionedConcurrentExecutions: number) =>
  bench.lambda.send(
    new PutProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier, ProvisionedConcurrentExecutions }),
  );
const get = (FunctionName: string, Qualifier: string) =>
  bench.lambda.send(new GetProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier }));
const remove = (FunctionName: string, Qualifier: string) =>
  bench.lambda.send(new DeleteProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier }));

async function until(name: string, qualifier: string, status: string) {
  const giveUp = Date.now() + 60_000;
  for (;;) {
    const found: GetProvisionedConcurrencyConfigCommandOutput = await get(name, qualifier);
    if (found.Status === status) return found;
    assert.ok(Date.now() < giveUp, `it is still ${found.Status}`);
    await pause(10);
  }
}
const countsOf = (it: GetProvisionedConcurrencyConfigCommandOutput) => [
  it.RequestedProvisionedConcurrentExecutions,
  it.AllocatedProvisionedConcurrentExecutions,
  it.AvailableProvisionedConcurrentExecutions,
  it.Status,
];
const typeOf = async (name: string, qualifier: string, event: object = {}) =>
  (await bench.invoke(name, event, qualifier)).payload;

describe('provisioned concurrency', () => {
  test('is in progress while INIT runs, and ready before the first request comes', async () => {
    await published('ready', source, { INIT_GATE: initGate.url });
    const answer = await put('ready', '1', 2);
    assert.equal(answer.$metadata.httpStatusCode, 202);
    assert.deepEqual(countsOf(answer), [2, 0, 0, 'IN_PROGRESS']);
    assert.match(answer.LastModified ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$/);
    await initGate.arrivals(2);
    assert.deepEqual(countsOf(await get('ready', '1')), [2, 0, 0, 'IN_PROGRESS']);
    initGate.release();
    assert.deepEqual(countsOf(await until('ready', '1', 'READY')), [2, 2, 2, 'READY']);
    const { payload, report } = await bench.invoke('ready', {}, '1');
    assert.equal(payload, 'provisioned-concurrency');
    // AWS prints the INIT that lies back in the first report, and does not bill it there (users' logs, 2021-2023).
    assert.ok(report.initDurationMs !== undefined);
    assert.equal(report.billedDurationMs, Math.ceil(report.durationMs));
    const second = await bench.invoke('ready', {}, '1');
    assert.equal(second.report.initDurationMs, undefined);
  });

  test('serves what fits; more runs on demand, and so does $LATEST', async () => {
    await published('overflow');
    await put('overflow', '1', 1);
    await until('overflow', '1', 'READY');
    const held = typeOf('overflow', '1', { gate: gate.url });
    await gate.arrivals(1);
    assert.equal(await typeOf('overflow', '1'), 'on-demand');
    assert.equal(await typeOf('overflow', '$LATEST'), 'on-demand');
    gate.release();
    assert.equal(await held, 'provisioned-concurrency');
    for (let count = 0; count < 3; count++) assert.equal(await typeOf('overflow', '1'), 'provisioned-concurrency');
  });

  test('fails with AWS’s reason where INIT does', async () => {
    await published('failing', { 'index.mjs': 'throw new Error("no")' });
    await put('failing', '1', 1);
    const failed = await until('failing', '1', 'FAILED');
    assert.equal(failed.StatusReason, 'FUNCTION_ERROR_INIT_FAILURE');
    assert.deepEqual(countsOf(failed), [1, 0, 0, 'FAILED']);
  });

  test('ends when it is deleted: the next request runs on demand', async () => {
    await published('deleted');
    await put('deleted', '1', 1);
    await until('deleted', '1', 'READY');
    assert.equal((await remove('deleted', '1')).$metadata.httpStatusCode, 204);
    assert.equal((await remove('deleted', '1')).$metadata.httpStatusCode, 204);
    await assert.rejects(get('deleted', '1'), { name: 'ProvisionedConcurrencyConfigNotFoundException' });
    assert.equal(await typeOf('deleted', '1'), 'on-demand');
  });

  test('of an alias serves its version too, and moves with it', async () => {
    await published('moving');
    await bench.lambda.send(new CreateAliasCommand({ FunctionName: 'moving', Name: 'live', FunctionVersion: '1' }));
    await put('moving', 'live', 1);
    await until('moving', 'live', 'READY');
    assert.equal(await typeOf('moving', 'live'), 'provisioned-concurrency');
    assert.equal(await typeOf('moving', '1'), 'provisioned-concurrency');
    await bench.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'moving', Timeout: 59 }));
    await waitUntilFunctionUpdatedV2({ client: bench.lambda, maxWaitTime: 120 }, { FunctionName: 'moving' });
    await bench.lambda.send(new PublishVersionCommand({ FunctionName: 'moving' }));
    await bench.lambda.send(new UpdateAliasCommand({ FunctionName: 'moving', Name: 'live', FunctionVersion: '2' }));
    await until('moving', 'live', 'READY');
    assert.equal(await typeOf('moving', 'live'), 'provisioned-concurrency');
    assert.equal(await typeOf('moving', '1'), 'on-demand');
    const listed = await bench.lambda.send(new ListProvisionedConcurrencyConfigsCommand({ FunctionName: 'moving' }));
    assert.deepEqual(
      listed.ProvisionedConcurrencyConfigs?.map(({ FunctionArn, Status }) => [FunctionArn, Status]),
      [['arn:aws:lambda:us-east-1:000000000000:function:moving:live', 'READY']],
    );
    await bench.lambda.send(new DeleteAliasCommand({ FunctionName: 'moving', Name: 'live' }));
    assert.equal(await typeOf('moving', '2'), 'on-demand');
  });

  test('that is all of the reserved concurrency leaves nothing to other versions', async () => {
    await published('full');
    await bench.lambda.send(
      new PutFunctionConcurrencyCommand({ FunctionName: 'full', ReservedConcurrentExecutions: 1 }),
    );
    await put('full', '1', 1);
    await until('full', '1', 'READY');
    await assert.rejects(typeOf('full', '$LATEST'), {
      name: 'TooManyRequestsException',
      Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
    });
    assert.equal(await typeOf('full', '1'), 'provisioned-concurrency');
    await assert.rejects(put('full', '1', 2), { name: 'InvalidParameterValueException' });
  });

  test('keeps its environments however long nobody comes, and replaces one that ends', async () => {
    const brief = await Bench.start({ idleTimeout: milliseconds(1) });
    await brief.create('kept', {
      'index.mjs': 'const id = Math.random(); export const handler = async ({ exit }) => exit ? process.exit(1) : id',
    });
    await brief.lambda.send(new PublishVersionCommand({ FunctionName: 'kept' }));
    const settings = { FunctionName: 'kept', Qualifier: '1' };
    await brief.lambda.send(
      new PutProvisionedConcurrencyConfigCommand({ ...settings, ProvisionedConcurrentExecutions: 1 }),
    );
    const isReady = async () =>
      (await brief.lambda.send(new GetProvisionedConcurrencyConfigCommand(settings))).Status === 'READY';
    while (!(await isReady())) await pause(10);
    const { payload: first } = await brief.invoke('kept', {}, '1');
    assert.equal((await brief.invoke('kept', {}, '1')).payload, first);
    assert.equal((await brief.invoke('kept', { exit: true }, '1')).functionError, 'Unhandled');
    assert.notEqual((await brief.invoke('kept', {}, '1')).payload, first);
    await brief.close();
  });
});
