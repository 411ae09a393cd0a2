import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import {
  InvokeWithResponseStreamCommand,
  type InvokeWithResponseStreamResponseEvent,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { EVENT_STREAM_TYPE, eventMessage, exceptionMessage } from '../../../src/emulator/http/event-stream.js';

/** Serves whatever bytes a test lays down, and reads them by the decoder of AWS's SDK. */
let pieces: readonly Uint8Array[] = [];
const server = createServer((request, response) => {
  request.resume();
  response.writeHead(200, { 'Content-Type': EVENT_STREAM_TYPE });
  for (const piece of pieces) response.write(piece);
  response.end();
});
let lambda: LambdaClient;

before(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  lambda = new LambdaClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  });
});

after(() => {
  lambda.destroy();
  server.close();
});

async function decode(...laid: readonly Uint8Array[]): Promise<InvokeWithResponseStreamResponseEvent[]> {
  pieces = laid;
  const { EventStream } = await lambda.send(new InvokeWithResponseStreamCommand({ FunctionName: 'f' }));
  const events: InvokeWithResponseStreamResponseEvent[] = [];
  for await (const event of EventStream ?? []) events.push(event);
  return events;
}

const chunk = (text: string | Uint8Array): Buffer => eventMessage('PayloadChunk', Buffer.from(text));

describe("the decoder of AWS's SDK", () => {
  test('reads bytes as they are, structures as JSON, and the end', async () => {
    const events = await decode(
      chunk('Grüße'),
      chunk(Uint8Array.of(0, 255, 10, 13)),
      eventMessage('InvokeComplete', { ErrorCode: 'Unhandled', ErrorDetails: '{"a":"ü"}', LogResult: 'bG9n' }),
    );
    assert.equal(Buffer.from(events[0]?.PayloadChunk?.Payload ?? []).toString(), 'Grüße');
    assert.deepEqual([...(events[1]?.PayloadChunk?.Payload ?? [])], [0, 255, 10, 13]);
    assert.deepEqual(events[2]?.InvokeComplete, {
      ErrorCode: 'Unhandled',
      ErrorDetails: '{"a":"ü"}',
      LogResult: 'bG9n',
    });
  });

  test('reads them however the bytes are cut', async () => {
    const bytes = Buffer.concat([chunk('first'), chunk(''), eventMessage('InvokeComplete', {})]);
    const events = await decode(...[...bytes].map((byte) => Uint8Array.of(byte)));
    assert.equal(Buffer.from(events[0]?.PayloadChunk?.Payload ?? []).toString(), 'first');
    assert.deepEqual(events.at(-1)?.InvokeComplete, {});
  });

  test('reads a large chunk', async () => {
    const large = Buffer.alloc(1_000_000, 'x');
    const [event] = await decode(chunk(large), eventMessage('InvokeComplete', {}));
    assert.equal(Buffer.compare(Buffer.from(event?.PayloadChunk?.Payload ?? []), large), 0);
  });

  test('raises an exception that comes after chunks', async () => {
    await assert.rejects(decode(chunk('a'), exceptionMessage('ServiceException', 'it broke')), /it broke/);
  });

  test('refuses a message of which one bit is wrong', async () => {
    const broken = chunk('payload');
    broken.writeUInt8(broken.readUInt8(broken.length - 6) ^ 1, broken.length - 6);
    await assert.rejects(decode(broken));
  });
});
