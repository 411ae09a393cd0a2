import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { crc32 } from 'node:zlib';
import { eventMessage, exceptionMessage } from '../../../src/emulator/http/event-stream.js';
import { EventStreamReader, type StreamMessage } from '../../../src/load/wire/event-stream.js';
import fc from '../../fixtures/properties.js';

function read(chunks: readonly Uint8Array[], keeps = true) {
  const messages: StreamMessage[] = [];
  const reader = new EventStreamReader({ keeps: () => keeps, onMessage: (message) => messages.push(message) });
  for (const chunk of chunks) reader.push(chunk);
  return { messages, problem: reader.problem };
}

/** Cuts bytes at any places; each piece is a buffer that is written over when it has been read. */
const cut = (bytes: Buffer, places: readonly number[]): Buffer[] => {
  const ends = [...new Set(places.map((it) => it % (bytes.length + 1))), bytes.length].sort((a, b) => a - b);
  return ends.map((end, at) => bytes.subarray(ends[at - 1] ?? 0, end));
};

const stream = Buffer.concat([
  eventMessage('PayloadChunk', Buffer.from('Hello')),
  eventMessage('PayloadChunk', Buffer.alloc(0)),
  eventMessage('InvokeComplete', { LogResult: 'abc' }),
]);

/** One message with headers of every type that the specification has. */
function everyType(): Buffer {
  const named = (type: number, value: readonly number[]) => [2, 0x3a, 0x61 + type, type, ...value];
  const values = [[], [], [1], [1, 2], [1, 2, 3, 4], Array(8).fill(5), [0, 2, 9, 9], [0, 1, 0x78], Array(8).fill(8)];
  const headers = Buffer.from([...values, Array(16).fill(9)].flatMap((value, type) => named(type, value)));
  const frame = Buffer.alloc(16 + headers.length);
  frame.writeUInt32BE(frame.length, 0);
  frame.writeUInt32BE(headers.length, 4);
  frame.writeUInt32BE(crc32(frame.subarray(0, 8)), 8);
  headers.copy(frame, 12);
  frame.writeUInt32BE(crc32(frame.subarray(0, -4)), frame.length - 4);
  return frame;
}

describe('an event stream', () => {
  test('is read as it was written, however it is cut, and from a buffer that is used again', () => {
    const content = fc.uint8Array({ maxLength: 300 });
    const places = fc.array(fc.nat(5000), { maxLength: 20 });
    fc.assert(
      fc.property(fc.array(content, { maxLength: 6 }), places, (payloads, at) => {
        const bytes = Buffer.concat(payloads.map((it) => eventMessage('PayloadChunk', it)));
        const messages: StreamMessage[] = [];
        const reader = new EventStreamReader({ keeps: () => true, onMessage: (it) => messages.push(it) });
        for (const piece of cut(bytes, at)) {
          const reused = Buffer.from(piece);
          reader.push(reused);
          reused.fill(0xff);
        }
        assert.equal(reader.problem, undefined);
        assert.deepEqual(
          messages.map(({ headers, payload }) => [headers.get(':event-type'), [...payload]]),
          payloads.map((it) => ['PayloadChunk', [...it]]),
        );
      }),
    );
  });

  test('holds no payload that nobody keeps, and checks it all the same', () => {
    const { messages, problem } = read([stream], false);
    assert.deepEqual([messages.map(({ payload }) => payload.length), problem], [[0, 0, 0], undefined]);
    const damaged = Buffer.from(stream);
    damaged[stream.indexOf('Hello')] = 0;
    assert.match(read([damaged], false).problem ?? '', /checksum/);
  });

  test('has a problem when any byte of it is another', () => {
    fc.assert(
      fc.property(fc.nat(stream.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = Buffer.from(stream);
        damaged[at] = (damaged[at] ?? 0) ^ change;
        assert.notEqual(read([damaged]).problem, undefined);
      }),
    );
  });

  test('has a problem when it ends within a message, and none between two', () => {
    const ends = [0];
    for (let at = 0; at < stream.length; ends.push(at)) at += stream.readUInt32BE(at);
    for (let length = 0; length < stream.length; length++) {
      const { problem } = read([stream.subarray(0, length)]);
      assert.equal(problem === undefined, ends.includes(length), `${length}: ${problem}`);
    }
  });

  test('may have headers of all types, of which the texts are read', () => {
    const { messages, problem } = read([everyType()]);
    assert.deepEqual([problem, [...(messages[0]?.headers ?? [])]], [undefined, [[':h', 'x']]]);
  });

  test('is not read on once something is wrong, and never throws', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 8 }), (chunks) => {
        const { messages } = read(chunks);
        assert.deepEqual(messages, []);
      }),
      { numRuns: 500 },
    );
  });

  test('claims no length that is not possible', () => {
    const prelude = (total: number, headers: number) => {
      const bytes = Buffer.alloc(12);
      bytes.writeUInt32BE(total, 0);
      bytes.writeUInt32BE(headers, 4);
      bytes.writeUInt32BE(crc32(bytes.subarray(0, 8)), 8);
      return bytes;
    };
    for (const bytes of [prelude(15, 0), prelude(20, 5), prelude(0xffffffff, 0), prelude(300_000, 200_000)]) {
      assert.match(read([bytes]).problem ?? '', /not possible/);
    }
    assert.match(read([prelude(16, 0)]).problem ?? '', /cut off/);
  });

  test('has headers that cannot be read where their own lengths do not fit', () => {
    const message = exceptionMessage('E', 'x');
    for (const at of [12, 12 + 1 + ':exception-type'.length, 12 + 1 + ':exception-type'.length + 2]) {
      const broken = Buffer.from(message);
      broken[at] = 250;
      const { problem } = read([broken]);
      assert.match(problem ?? '', /cannot be read|checksum/, String(at));
    }
  });
});
