import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AsynchronousEvent, Attempt, EventSettings } from '../../../src/emulator/asynchronous/event.js';
import { EventQueue, type QueueBounds, refusalOf } from '../../../src/emulator/asynchronous/event-queue.js';
import type { Message } from '../../../src/emulator/asynchronous/message.js';
import { throttled } from '../../../src/emulator/concurrency/throttle.js';
import { notFound, serviceException } from '../../../src/emulator/service-error.js';
import { milliseconds } from '../../../src/units/index.js';
import { ManualClock } from '../manual-clock.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:q';
const LETTERS = 'arn:aws:sqs:us-east-1:000000000000:letters';

const event: AsynchronousEvent = {
  requestId: 'b0a1c2d3-0000-4000-8000-000000000000',
  reference: { region: 'us-east-1', name: 'f' },
  payload: Buffer.from('{"n":12345678901234567890}'),
  traceId: 'Root=1',
  hops: 0,
};
const defaults: EventSettings = {
  maximumRetryAttempts: 2,
  maximumEventAge: milliseconds(6 * HOUR),
  onSuccess: QUEUE,
  onFailure: QUEUE,
  isBlocked: false,
};
const success: Attempt = {
  kind: 'ran',
  outcome: { kind: 'completed', payload: Buffer.from('{"done":true}') },
  executedVersion: '7',
};
const failure: Attempt = {
  kind: 'ran',
  outcome: {
    kind: 'functionError',
    errorType: 'Error',
    payload: Buffer.from('{"errorType":"Error","errorMessage":"no"}'),
  },
  executedVersion: '$LATEST',
};
const throttle = refusalOf(throttled('ConcurrentInvocationLimitExceeded'));
const broken = refusalOf(serviceException('broken'));
const gone = refusalOf(notFound('Function not found: f'));

/** A queue whose attempts end as told; the last ending holds for all that follow. */
function queueWith(endings: readonly Attempt[], change: Partial<EventSettings> = {}, bounds?: QueueBounds) {
  const clock = new ManualClock();
  const attempts: { readonly at: number; readonly requestId: string }[] = [];
  const delivered: { readonly at: number; readonly arn: string; readonly message: Message }[] = [];
  let settings: EventSettings | undefined = { ...defaults, ...change };
  const known = settings;
  const queue = new EventQueue(
    {
      clock,
      attempt: async ({ requestId }) => {
        attempts.push({ at: clock.monotonic(), requestId });
        return endings[attempts.length - 1] ?? endings.at(-1) ?? success;
      },
      settingsOf: () => settings,
      deliver: async (arn, message) => void delivered.push({ at: clock.monotonic(), arn, message }),
    },
    bounds,
  );
  return {
    clock,
    queue,
    attempts,
    delivered,
    accept: () => queue.accept(event, known),
    set: (next: EventSettings | undefined) => {
      settings = next;
    },
    records: () => delivered.map(({ message }) => JSON.parse(message.body)),
    times: () => attempts.map(({ at }) => at),
  };
}

describe('an asynchronous event', () => {
  test('is run after it was accepted, once, when it succeeds', async () => {
    const { clock, queue, attempts, accept, records } = queueWith([success]);
    accept();
    assert.deepEqual(attempts, []);
    await clock.advance(24 * HOUR);
    assert.equal(attempts.length, 1);
    assert.equal(records().length, 1);
    assert.equal(queue.size, 0);
    assert.equal(clock.pending, 0);
  });

  test('is run again one minute and then two minutes after an error, under the same request id', async () => {
    const { clock, attempts, accept, times, records } = queueWith([failure]);
    accept();
    await clock.advance(24 * HOUR);
    assert.deepEqual(times(), [0, MINUTE, 3 * MINUTE]);
    assert.equal(new Set(attempts.map(({ requestId }) => requestId)).size, 1);
    assert.equal(records()[0].requestContext.condition, 'RetriesExhausted');
    assert.equal(records()[0].requestContext.approximateInvokeCount, 3);
  });

  test('is run no more often than its configuration says', async () => {
    for (const maximumRetryAttempts of [0, 1]) {
      const { clock, accept, times } = queueWith([failure], { maximumRetryAttempts });
      accept();
      await clock.advance(24 * HOUR);
      assert.deepEqual(times(), [0, MINUTE].slice(0, maximumRetryAttempts + 1));
    }
  });

  test('goes back to the queue when throttled: after 1, 2, 4 … seconds, five minutes at most', async () => {
    const { clock, accept, times } = queueWith([throttle]);
    accept();
    await clock.advance(20 * MINUTE);
    const waits = times().map((at, index, all) => (at - (all[index - 1] ?? 0)) / SECOND);
    assert.deepEqual(waits, [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
  });

  test('does the same when the service fails, and no such attempt counts as a retry', async () => {
    const { clock, accept, times } = queueWith([broken, throttle, failure, broken, failure, failure, success]);
    accept();
    await clock.advance(24 * HOUR);
    const [b, t, f, again, f2, f3] = times();
    assert.deepEqual([b, t, f], [0, SECOND, 3 * SECOND]);
    assert.deepEqual([again, f2, f3], [63 * SECOND, 64 * SECOND, 184 * SECOND]);
    assert.equal(times().length, 6);
  });

  test('is given up when it would be too old: six hours', async () => {
    const { clock, accept, records, delivered, times } = queueWith([throttle]);
    accept();
    await clock.advance(24 * HOUR);
    const [first] = delivered;
    assert.ok(first !== undefined && first.at <= 6 * HOUR && first.at > 6 * HOUR - 5 * MINUTE, `${first?.at}`);
    assert.equal(times().at(-1), first.at);
    const [record] = records();
    assert.equal(record.requestContext.condition, 'EventAgeExceeded');
    assert.equal(record.requestContext.approximateInvokeCount, 0);
    assert.deepEqual(record.responseContext, { statusCode: 429 });
    assert.ok(!('responsePayload' in record));
  });

  test('is given up at once when its age forbids the next retry, as AWS does', async () => {
    const { clock, accept, records, delivered } = queueWith([failure], { maximumEventAge: milliseconds(MINUTE) });
    accept();
    await clock.advance(1);
    assert.equal(delivered.length, 1);
    assert.equal(records()[0].requestContext.condition, 'EventAgeExceeded');
    assert.equal(records()[0].requestContext.approximateInvokeCount, 1);
    assert.equal(records()[0].responseContext.functionError, 'Unhandled');
  });

  test('with an age of 90 seconds is retried once', async () => {
    const { clock, accept, times, records } = queueWith([failure], { maximumEventAge: milliseconds(90 * SECOND) });
    accept();
    await clock.advance(24 * HOUR);
    assert.deepEqual(times(), [0, MINUTE]);
    assert.equal(records()[0].requestContext.condition, 'EventAgeExceeded');
  });

  test('of a blocked function goes to the failure destination without being run', async () => {
    const { clock, accept, attempts, records, delivered } = queueWith([success], {
      isBlocked: true,
      deadLetter: LETTERS,
    });
    accept();
    await clock.advance(1);
    assert.deepEqual(attempts, []);
    const [record] = records();
    assert.equal(record.requestContext.condition, 'ZeroReservedConcurrency');
    assert.equal(record.requestContext.approximateInvokeCount, 0);
    assert.ok(!('responseContext' in record) && !('responsePayload' in record));
    assert.deepEqual(Object.keys(delivered[1]?.message.attributes ?? {}), ['RequestID', 'ErrorMessage']);
  });

  test('that waits obeys the configuration of now', async () => {
    const { clock, accept, set, times, records } = queueWith([failure]);
    accept();
    await clock.advance(10 * SECOND);
    set({ ...defaults, maximumRetryAttempts: 1 });
    await clock.advance(24 * HOUR);
    assert.deepEqual(times(), [0, MINUTE]);
    assert.equal(records()[0].requestContext.condition, 'RetriesExhausted');
  });

  test('whose function is deleted uses up its attempts, and still has its destination', async () => {
    const { clock, accept, set, records } = queueWith([gone], { maximumRetryAttempts: 1 });
    accept();
    set(undefined);
    await clock.advance(24 * HOUR);
    const [record] = records();
    assert.equal(record.requestContext.condition, 'RetriesExhausted');
    assert.equal(record.requestContext.approximateInvokeCount, 2);
    assert.deepEqual(record.responseContext, { statusCode: 404 });
  });
});

describe('the queue', () => {
  test('refuses what it has no room for, in number and in bytes, and takes more when events are over', async () => {
    const { clock, accept } = queueWith([success], {}, { events: 2, bytes: 1_000_000, attempts: 10 });
    accept();
    accept();
    assert.throws(accept, { type: 'TooManyRequestsException', status: 429 });
    await clock.advance(1);
    accept();
    const small = queueWith([success], {}, { events: 100, bytes: 3000, attempts: 10 });
    small.accept();
    small.accept();
    assert.throws(small.accept, { type: 'TooManyRequestsException' });
  });

  test('runs so many events of a function at once, in the order in which they came, and holds up no other function', async () => {
    const clock = new ManualClock();
    const running: (() => void)[] = [];
    const started: string[] = [];
    const queue = new EventQueue(
      {
        clock,
        attempt: ({ requestId }) => {
          started.push(requestId);
          return new Promise((resolve) => running.push(() => resolve(success)));
        },
        settingsOf: () => defaults,
        deliver: async () => {},
      },
      { events: 100, bytes: 1_000_000, attempts: 2 },
    );
    const accept = (requestId: string, name = 'f') =>
      queue.accept({ ...event, requestId, reference: { region: 'us-east-1', name } }, defaults);
    for (const id of ['1', '2', '3', '4']) accept(id);
    accept('other', 'g');
    await clock.advance(1);
    assert.deepEqual(started, ['1', '2', 'other']);
    running.shift()?.();
    await clock.advance(1);
    assert.deepEqual(started, ['1', '2', 'other', '3']);
    queue.close();
    for (const end of running) end();
    await clock.advance(1);
    assert.deepEqual(started, ['1', '2', 'other', '3']);
  });

  test('gives events up that grew too old while they waited for their turn', async () => {
    const clock = new ManualClock();
    const records: string[] = [];
    let release = () => {};
    const settings = { ...defaults, maximumEventAge: milliseconds(MINUTE) };
    const queue = new EventQueue(
      {
        clock,
        attempt: () =>
          new Promise((resolve) => {
            release = () => resolve(success);
          }),
        settingsOf: () => settings,
        deliver: async (_arn, { body }) => void records.push(JSON.parse(body).requestContext.condition),
      },
      { events: 100, bytes: 1_000_000, attempts: 1 },
    );
    queue.accept(event, settings);
    queue.accept(event, settings);
    await clock.advance(MINUTE);
    release();
    await clock.advance(1);
    assert.deepEqual(records, ['Success', 'EventAgeExceeded']);
    assert.equal(queue.size, 0);
  });

  test('ends with the emulator: no timer stays, nothing runs, nothing is taken any more', async () => {
    const { clock, queue, accept, attempts, delivered } = queueWith([failure]);
    accept();
    await clock.advance(1);
    queue.close();
    assert.equal(clock.pending, 0);
    await clock.advance(24 * HOUR);
    assert.equal(attempts.length, 1);
    assert.deepEqual(delivered, []);
    assert.throws(accept, { type: 'ServiceException' });
  });
});

describe('what goes to destinations', () => {
  test('is AWS’s record of a success', async () => {
    const { clock, accept, records, delivered } = queueWith([success]);
    accept();
    await clock.advance(1);
    assert.equal(delivered[0]?.arn, QUEUE);
    assert.deepEqual(records()[0], {
      version: '1.0',
      timestamp: '2026-11-26T00:00:00.000Z',
      requestContext: {
        requestId: event.requestId,
        functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST',
        condition: 'Success',
        approximateInvokeCount: 1,
      },
      requestPayload: { n: 12345678901234567000 },
      responseContext: { statusCode: 200, executedVersion: '7' },
      responsePayload: { done: true },
    });
    assert.match(delivered[0].message.body, /"requestPayload":\{"n":12345678901234567890\},/);
  });

  test('is AWS’s record of a failure, and the event itself for the dead-letter target', async () => {
    const { clock, accept, records, delivered } = queueWith([failure], {
      maximumRetryAttempts: 0,
      deadLetter: LETTERS,
    });
    accept();
    await clock.advance(1);
    assert.deepEqual(records()[0].responseContext, {
      statusCode: 200,
      executedVersion: '$LATEST',
      functionError: 'Unhandled',
    });
    assert.deepEqual(records()[0].responsePayload, { errorType: 'Error', errorMessage: 'no' });
    assert.deepEqual(delivered[1]?.arn, LETTERS);
    assert.deepEqual(delivered[1]?.message, {
      body: '{"n":12345678901234567890}',
      attributes: {
        RequestID: { DataType: 'String', StringValue: event.requestId },
        ErrorCode: { DataType: 'Number', StringValue: '200' },
        ErrorMessage: { DataType: 'String', StringValue: 'no' },
      },
    });
  });

  test('is nothing when nothing is configured, and no dead letter for a success', async () => {
    const { onSuccess: _, onFailure: __, ...bare } = defaults;
    const { clock, queue, delivered } = queueWith([success]);
    queue.accept(event, { ...bare, deadLetter: LETTERS });
    await clock.advance(1);
    assert.equal(delivered.filter(({ arn }) => arn === LETTERS).length, 0);
  });

  test('has the first kilobyte of a long error message, whole characters only', async () => {
    const long = { errorMessage: `a${'é'.repeat(2000)}` };
    const failed: Attempt = {
      ...failure,
      outcome: { kind: 'functionError', errorType: 'E', payload: Buffer.from(JSON.stringify(long)) },
    } as Attempt;
    const { clock, accept, delivered } = queueWith([failed], { maximumRetryAttempts: 0, deadLetter: LETTERS });
    accept();
    await clock.advance(1);
    const message = delivered[1]?.message.attributes?.ErrorMessage?.StringValue ?? '';
    assert.equal(message, `a${'é'.repeat(511)}`);
  });
});
