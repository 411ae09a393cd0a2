import { crc32 } from 'node:zlib';

/**
 * The framing of `application/vnd.amazon.eventstream` ("Event stream encoding", Smithy specification, read 2026-11):
 *
 *   total length, length of the headers, CRC of these eight bytes | headers | payload | CRC of all before it
 *
 * Numbers are big-endian. A header is its name's length and name, the type 7 for text, and the value's length and value.
 */
export const EVENT_STREAM_TYPE = 'application/vnd.amazon.eventstream';

const PRELUDE_BYTES = 12;
const CRC_BYTES = 4;
const TEXT = 7;

/** A member of an event stream whose payload is a structure, as JSON, or bytes as they are. */
export function eventMessage(type: string, payload: Uint8Array | object): Buffer {
  const isBytes = payload instanceof Uint8Array;
  return message(
    {
      ':event-type': type,
      ':content-type': isBytes ? 'application/octet-stream' : 'application/json',
      ':message-type': 'event',
    },
    isBytes ? payload : Buffer.from(JSON.stringify(payload)),
  );
}

/** An error of the operation after its answer has begun: what the client would else have got as a status code. */
export function exceptionMessage(type: string, text: string): Buffer {
  return message(
    { ':exception-type': type, ':content-type': 'application/json', ':message-type': 'exception' },
    Buffer.from(JSON.stringify({ message: text })),
  );
}

function message(headers: Readonly<Record<string, string>>, payload: Uint8Array): Buffer {
  const head = Buffer.concat(Object.entries(headers).map(([name, value]) => header(name, value)));
  const frame = Buffer.alloc(PRELUDE_BYTES + head.length + payload.length + CRC_BYTES);
  frame.writeUInt32BE(frame.length, 0);
  frame.writeUInt32BE(head.length, 4);
  frame.writeUInt32BE(crc32(frame.subarray(0, 8)), 8);
  head.copy(frame, PRELUDE_BYTES);
  frame.set(payload, PRELUDE_BYTES + head.length);
  frame.writeUInt32BE(crc32(frame.subarray(0, -CRC_BYTES)), frame.length - CRC_BYTES);
  return frame;
}

function header(name: string, text: string): Buffer {
  const value = Buffer.from(text);
  const bytes = Buffer.alloc(1 + name.length + 3);
  bytes.writeUInt8(name.length, 0);
  bytes.write(name, 1, 'latin1');
  bytes.writeUInt8(TEXT, 1 + name.length);
  bytes.writeUInt16BE(value.length, 2 + name.length);
  return Buffer.concat([bytes, value]);
}
