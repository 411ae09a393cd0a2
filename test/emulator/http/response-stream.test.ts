import assert from 'node:assert/strict';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { after, before, describe, test } from 'node:test';
import {
  InvokeWithResponseStreamCommand,
  type InvokeWithResponseStreamCommandInput,
  type InvokeWithResponseStreamResponseEvent,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { systemClock } from '../../../src/emulator/clock.js';
import type { InvocationResult } from '../../../src/emulator/environment/host.js';
import type { Settings } from '../../../src/emulator/functions/configuration.js';
import { Registry } from '../../../src/emulator/functions/registry.js';
import type { Service } from '../../../src/emulator/http/route.js';
import { createService, listen } from '../../../src/emulator/http/server.js';
import type { StreamedResponse } from '../../../src/emulator/http/streamed-response.js';
import { ServiceError } from '../../../src/emulator/service-error.js';
import { milliseconds } from '../../../src/units/index.js';

interface Invocation {
  readonly payload: Uint8Array;
  readonly sink: StreamedResponse;
  readonly waitForReport: boolean;
}

/** The pool of a test: it does with each invocation what the test lays down. */
let script: (invocation: Invocation) => InvocationResult | Promise<InvocationResult>;
const pool = { invoke: async (_version: unknown, invocation: Invocation) => script(invocation) };

const registry = new Registry({ clock: systemClock, transition: milliseconds(0), onReplaced: () => {} });
const reference = { region: 'us-east-1', name: 'f' };
const server = createService({ clock: systemClock, registry, pool, facts: {}, endpoint: '' } as unknown as Service);
let lambda: LambdaClient;
let port: number;

before(async () => {
  const code = { folder: '', archive: '', size: 1, sha256: '' };
  registry.create(reference, { description: '' } as Settings, code, {});
  port = await listen(server, 0, '127.0.0.1');
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  lambda = new LambdaClient({ endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', credentials, maxAttempts: 1 });
});
after(() => {
  lambda.destroy();
  server.close();
  server.closeAllConnections();
});

const completed = (payload = '', logTail = ''): InvocationResult => ({
  outcome: { kind: 'completed', payload: Buffer.from(payload) },
  logTail: Buffer.from(logTail),
});
const failed = (): InvocationResult => ({
  outcome: { kind: 'functionError', errorType: 'Runtime.ExitError', payload: Buffer.from('{"errorType":"E"}') },
  logTail: Buffer.alloc(0),
});

type Input = Partial<InvokeWithResponseStreamCommandInput>;
const send = (input: Input) => lambda.send(new InvokeWithResponseStreamCommand({ FunctionName: 'f', ...input }));

async function shown(input: Input = {}): Promise<unknown[]> {
  const { EventStream = [] } = await send(input);
  const events: unknown[] = [];
  for await (const event of EventStream) events.push(show(event));
  return events;
}

const show = ({ PayloadChunk, InvokeComplete }: InvokeWithResponseStreamResponseEvent): unknown =>
  PayloadChunk === undefined ? InvokeComplete : Buffer.from(PayloadChunk.Payload ?? []).toString();

describe('InvokeWithResponseStream', () => {
  test('hands each chunk on before the next is written', async () => {
    const next = Promise.withResolvers<void>();
    script = async ({ sink }) => {
      sink.begin('text/plain');
      sink.write(Buffer.from('first'));
      await next.promise;
      sink.write(Buffer.from('second'));
      return completed();
    };
    const reply = await send({});
    assert.deepEqual([reply.StatusCode, reply.ExecutedVersion], [200, '$LATEST']);
    const events: unknown[] = [];
    for await (const event of reply.EventStream ?? []) {
      events.push(show(event));
      next.resolve();
    }
    assert.deepEqual(events, ['first', 'second', {}]);
  });

  test('answers in one chunk when the function does not stream', async () => {
    script = ({ payload }) => completed(Buffer.from(payload).toString());
    assert.deepEqual(await shown({ Payload: '{"a":1}' }), ['{"a":1}', {}]);
    assert.deepEqual(await shown(), ['{}', {}]);
  });

  test('ends with the log when that is wanted', async () => {
    script = ({ waitForReport }) => completed('1', `${waitForReport}`);
    assert.deepEqual(await shown({ LogType: 'Tail' }), ['1', { LogResult: Buffer.from('true').toString('base64') }]);
    assert.deepEqual(await shown({ LogType: 'None' }), ['1', {}]);
  });

  test('ends with the error of the function, chunks or not', async () => {
    const error = { ErrorCode: 'Unhandled', ErrorDetails: '{"errorType":"E"}' };
    script = failed;
    assert.deepEqual(await shown(), [error]);
    script = ({ sink }) => {
      sink.begin(undefined);
      sink.write(Buffer.from('half'));
      return failed();
    };
    assert.deepEqual(await shown(), ['half', error]);
  });

  test('is an error of its own when the invocation cannot start, and in the stream when it is too late', async () => {
    script = () => {
      throw new ServiceError('TooManyRequestsException', 429, 'Rate Exceeded.', { Reason: 'CallerRateLimitExceeded' });
    };
    await assert.rejects(send({}), { name: 'TooManyRequestsException', Reason: 'CallerRateLimitExceeded' });
    script = async ({ sink }) => {
      sink.begin(undefined);
      sink.write(Buffer.from('half'));
      throw new ServiceError('ServiceException', 500, 'The emulator is closing');
    };
    await assert.rejects(shown(), /The emulator is closing/);
  });

  test('runs nothing for DryRun', async () => {
    script = () => assert.fail('was invoked');
    assert.equal((await send({ InvocationType: 'DryRun' })).StatusCode, 204);
  });

  test('refuses what Invoke refuses', async () => {
    script = () => assert.fail('was invoked');
    await assert.rejects(send({ FunctionName: 'nobody' }), { name: 'ResourceNotFoundException' });
    await assert.rejects(send({ Payload: '{' }), { name: 'InvalidRequestContentException' });
    await assert.rejects(send({ Payload: JSON.stringify('x'.repeat(6_291_456)) }), {
      name: 'RequestTooLargeException',
      message: /^6291458 byte payload is too large for the RequestResponse invocation type/,
    });
    await assert.rejects(send({ LogType: 'All' as never }), { name: 'ValidationException' });
  });

  test('lets the function wait for a slow client, and run to its end when the client goes away', async () => {
    const waited = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    script = async ({ sink }) => {
      sink.begin(undefined);
      for (let written = 0; written < 10_000; written++) {
        const room = sink.write(Buffer.alloc(65_536));
        if (room !== undefined) waited.resolve();
        await room;
      }
      ended.resolve();
      return completed();
    };
    const path = '/2021-11-15/functions/f/response-streaming-invocations';
    const { promise, resolve } = Promise.withResolvers<IncomingMessage>();
    const sent = httpRequest({ port, host: '127.0.0.1', method: 'POST', path }, resolve).end();
    const reply = await promise;
    assert.equal(reply.headers['content-type'], 'application/vnd.amazon.eventstream');
    reply.once('error', () => {});
    await waited.promise;
    reply.destroy();
    sent.destroy();
    await ended.promise;
  });
});
