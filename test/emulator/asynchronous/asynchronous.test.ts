import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import {
  DeleteFunctionConcurrencyCommand,
  InvokeAsyncCommand,
  InvokeCommand,
  type InvokeCommandOutput,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
} from '@aws-sdk/client-lambda';
import { fileNameOf } from '../../../src/emulator/asynchronous/record-folder.js';
import { type Clock, systemClock } from '../../../src/emulator/clock.js';
import { milliseconds } from '../../../src/units/index.js';
import { Bench } from '../harness.js';
import { QueueServer } from './queue-server.js';

const MINUTE_MS = 60_000;
/** Waits of a minute and more, as between two attempts, are over at once. */
const hastyClock: Clock = {
  monotonic: () => systemClock.monotonic(),
  epoch: () => systemClock.epoch(),
  after: (delay, action) => systemClock.after(delay >= MINUTE_MS ? milliseconds(1) : delay, action),
};
const arnOf = (service: string, resource: string) => `arn:aws:${service}:us-east-1:000000000000:${resource}`;
const QUEUE = arnOf('sqs', 'records');
const LETTERS = arnOf('sqs', 'letters');
const TOPIC = arnOf('sns', 'topic');

const source = {
  'index.js': `
    let attempts = 0;
    exports.handler = async (event, context) => {
      attempts += 1;
      console.log('attempt', attempts, context.awsRequestId);
      if (event.fail) throw new Error('as told');
      return { attempts, echo: event };
    }`,
};

let bench: Bench;
let queue: QueueServer;
let folder: string;
const undelivered: string[] = [];
before(async () => {
  queue = await QueueServer.start();
  folder = await mkdtemp(join(tmpdir(), 'kelvin-destinations-'));
  bench = await Bench.start({
    clock: hastyClock,
    queueEndpoint: queue.url,
    destinationFolder: folder,
    onUndelivered: (arn, reason) => undelivered.push(`${arn}: ${reason}`),
  });
});
after(async () => {
  await bench.close();
  queue.close();
  await rm(folder, { recursive: true, force: true });
});

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const giveUp = Date.now() + 60_000;
  while (!(await condition())) {
    assert.ok(Date.now() < giveUp, 'it has not come to that');
    await pause(10);
  }
}

const send = (FunctionName: string, event: unknown = {}): Promise<InvokeCommandOutput> =>
  bench.lambda.send(
    new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload: Buffer.from(JSON.stringify(event)) }),
  );
const configure = (FunctionName: string, onSuccess: string, onFailure = onSuccess) =>
  bench.lambda.send(
    new PutFunctionEventInvokeConfigCommand({
      FunctionName,
      DestinationConfig: { OnSuccess: { Destination: onSuccess }, OnFailure: { Destination: onFailure } },
    }),
  );
const recordsOf = (requestId: string | undefined) =>
  queue.messages
    .map(({ MessageBody }) => JSON.parse(MessageBody))
    .filter((it) => it.requestContext?.requestId === requestId);

describe('an invocation of the type Event', () => {
  test('is answered with 202 and nothing else, and its record is sent when it is over', async () => {
    await bench.create('succeeding', source);
    await configure('succeeding', QUEUE);
    const answer = await send('succeeding', { n: 1 });
    assert.equal(answer.StatusCode, 202);
    assert.equal(answer.ExecutedVersion, undefined);
    assert.equal(answer.Payload?.length ?? 0, 0);
    const { requestId } = answer.$metadata;
    await until(() => recordsOf(requestId).length === 1);
    const [record] = recordsOf(requestId);
    assert.deepEqual(record.requestContext, {
      requestId,
      functionArn: arnOf('lambda', 'function:succeeding:$LATEST'),
      condition: 'Success',
      approximateInvokeCount: 1,
    });
    assert.deepEqual(record.responseContext, { statusCode: 200, executedVersion: '$LATEST' });
    assert.deepEqual(record.responsePayload, { attempts: 1, echo: { n: 1 } });
    assert.equal(queue.messages.at(-1)?.QueueUrl, `${queue.url}/000000000000/records`);
  });

  test('is retried twice under the same request id, and then sent to the failure destination and as a dead letter', async () => {
    await bench.create('failing', source, { DeadLetterConfig: { TargetArn: LETTERS } });
    await configure('failing', QUEUE);
    const { requestId } = (await send('failing', { fail: true })).$metadata;
    await until(() => recordsOf(requestId).length === 1);
    const [record] = recordsOf(requestId);
    assert.equal(record.requestContext.condition, 'RetriesExhausted');
    assert.equal(record.requestContext.approximateInvokeCount, 3);
    assert.equal(record.responseContext.functionError, 'Unhandled');
    assert.equal(record.responsePayload.errorMessage, 'as told');
    const isLetter = ({ QueueUrl }: { QueueUrl: string }) => QueueUrl.endsWith('/letters');
    await until(() => queue.messages.some(isLetter));
    const letter = queue.messages.find(isLetter);
    assert.equal(letter?.MessageBody, '{"fail":true}');
    assert.deepEqual(letter?.MessageAttributes, {
      RequestID: { DataType: 'String', StringValue: requestId },
      ErrorCode: { DataType: 'Number', StringValue: '200' },
      ErrorMessage: { DataType: 'String', StringValue: 'as told' },
    });
    const { payload, log } = await bench.invoke('failing', {});
    assert.deepEqual(payload, { attempts: 4, echo: {} });
    assert.ok(!log.includes(requestId ?? ''));
  });

  test('goes on to another function with its record', async () => {
    await bench.create('second', source);
    await bench.create('first', source);
    await configure('second', TOPIC);
    await configure('first', arnOf('lambda', 'function:second'));
    const { requestId } = (await send('first', { n: 2 })).$metadata;
    const file = join(folder, fileNameOf(TOPIC));
    const lines = async () => (await readFile(file, 'utf8').catch(() => '')).split('\n').filter((it) => it !== '');
    await until(async () => (await lines()).length === 1);
    const [line] = (await lines()).map((it) => JSON.parse(it));
    assert.equal(line.destination, TOPIC);
    assert.equal(line.body.requestPayload.requestContext.requestId, requestId);
    assert.deepEqual(line.body.responsePayload.echo.responsePayload.echo, { n: 2 });
  });

  test('to a function that is blocked goes to the failure destination at once', async () => {
    await bench.create('blocked', source);
    await configure('blocked', QUEUE);
    await bench.lambda.send(
      new PutFunctionConcurrencyCommand({ FunctionName: 'blocked', ReservedConcurrentExecutions: 0 }),
    );
    await assert.rejects(bench.invoke('blocked'), {
      name: 'TooManyRequestsException',
      message: 'Rate Exceeded.',
      Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
    });
    const { requestId } = (await send('blocked')).$metadata;
    await until(() => recordsOf(requestId).length === 1);
    assert.equal(recordsOf(requestId)[0].requestContext.condition, 'ZeroReservedConcurrency');
    await bench.lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName: 'blocked' }));
    assert.deepEqual((await bench.invoke('blocked')).payload, { attempts: 1, echo: {} });
  });

  test('by the old operation InvokeAsync is the same', async () => {
    await bench.create('old', source);
    await configure('old', QUEUE);
    const answer = await bench.lambda.send(new InvokeAsyncCommand({ FunctionName: 'old', InvokeArgs: '{"old":true}' }));
    assert.equal(answer.Status, 202);
    const { requestId } = answer.$metadata;
    await until(() => recordsOf(requestId).length === 1);
    assert.deepEqual(recordsOf(requestId)[0].requestPayload, { old: true });
  });

  test('may have 1 MB, and not a byte more', async () => {
    await bench.create('large', source);
    await configure('large', TOPIC);
    const payload = (bytes: number) => 'x'.repeat(bytes - 2);
    assert.equal((await send('large', payload(1_048_576))).StatusCode, 202);
    await assert.rejects(send('large', payload(1_048_577)), {
      name: 'RequestTooLargeException',
      message: '1048577 byte payload is too large for the Event invocation type (limit 1048576 bytes)',
    });
  });

  test('of a function that is not there is refused', async () => {
    const missing = {
      name: 'ResourceNotFoundException',
      message: 'Function not found: arn:aws:lambda:us-east-1:000000000000:function:nobody:$LATEST',
    };
    await assert.rejects(send('nobody'), missing);
    await assert.rejects(
      bench.lambda.send(new InvokeAsyncCommand({ FunctionName: 'nobody', InvokeArgs: '{}' })),
      missing,
    );
  });

  test('has lost no record on its way', () => assert.deepEqual(undelivered, []));
});
