import { crc32 } from 'node:zlib';

/**
 * Reads the framing of `application/vnd.amazon.eventstream` ("Event stream encoding", Smithy specification, read 2026-11):
 *
 *   total length, length of the headers, CRC of these eight bytes | headers | payload | CRC of all before it
 *
 * Numbers are big-endian.
 */
const PRELUDE_BYTES = 12;
const CRC_BYTES = 4;
/** As the specification has them. What claims to be longer is no event stream, whatever its checksum says. */
const MAX_HEADERS_BYTES = 128 * 1024;
const MAX_MESSAGE_BYTES = 24 * 1024 * 1024;

export interface StreamMessage {
  /** Those whose values are text. */
  readonly headers: ReadonlyMap<string, string>;
  /** Empty if it was not to be kept. */
  readonly payload: Buffer;
}

export interface StreamListener {
  /** Asked when a message's headers are known: a payload that nobody needs is not held. */
  keeps(headers: ReadonlyMap<string, string>): boolean;
  onMessage(message: StreamMessage): void;
}

/** The part of a message that bytes are being collected for. */
type Part = 'prelude' | 'headers' | 'payload' | 'crc';

/** Takes bytes as they come. Once something is wrong nothing more is read: where the next message begins is not known. */
export class EventStreamReader {
  readonly #listener: StreamListener;
  #part: Part = 'prelude';
  #missing = PRELUDE_BYTES;
  #collected: Buffer[] = [];
  #crc = 0;
  #headersLength = 0;
  #payloadLength = 0;
  #headers: ReadonlyMap<string, string> = new Map();
  #payload: Buffer = EMPTY;
  #isKept = true;
  #problem: string | undefined;

  constructor(listener: StreamListener) {
    this.#listener = listener;
  }

  /** What is wrong with the bytes so far; nothing between two messages. */
  get problem(): string | undefined {
    if (this.#problem !== undefined) return this.#problem;
    const isBetween = this.#part === 'prelude' && this.#missing === PRELUDE_BYTES;
    return isBetween ? undefined : 'the event stream is cut off within a message';
  }

  push(chunk: Uint8Array): void {
    let at = 0;
    while (this.#problem === undefined && at < chunk.length) {
      const taken = chunk.subarray(at, at + this.#missing);
      at += taken.length;
      this.#missing -= taken.length;
      if (this.#part !== 'crc') this.#crc = crc32(taken, this.#crc);
      if (this.#part !== 'payload' || this.#isKept) this.#collected.push(Buffer.from(taken));
      while (this.#missing === 0 && this.#problem === undefined) this.#completePart();
    }
  }

  #completePart(): void {
    const bytes = Buffer.concat(this.#collected);
    this.#collected = [];
    if (this.#part === 'prelude') this.#readPrelude(bytes);
    else if (this.#part === 'headers') this.#readHeaders(bytes);
    else if (this.#part === 'payload') {
      this.#payload = bytes;
      this.#expect('crc', CRC_BYTES);
    } else this.#finishMessage(bytes);
  }

  #readPrelude(bytes: Buffer): void {
    const total = bytes.readUInt32BE(0);
    this.#headersLength = bytes.readUInt32BE(4);
    this.#payloadLength = total - this.#headersLength - PRELUDE_BYTES - CRC_BYTES;
    const isPossible =
      total <= MAX_MESSAGE_BYTES && this.#headersLength <= MAX_HEADERS_BYTES && this.#payloadLength >= 0;
    if (crc32(bytes.subarray(0, 8)) !== bytes.readUInt32BE(8)) {
      this.#problem = "the checksum of a message's lengths is wrong: no event stream, or a damaged one";
    } else if (!isPossible) {
      this.#problem = 'the lengths of a message of the event stream are not possible';
    } else this.#expect('headers', this.#headersLength);
  }

  #readHeaders(bytes: Buffer): void {
    const headers = readHeaders(bytes);
    if (headers === undefined) {
      this.#problem = 'the headers of a message of the event stream cannot be read';
      return;
    }
    this.#headers = headers;
    this.#isKept = this.#listener.keeps(headers);
    this.#expect('payload', this.#payloadLength);
  }

  #finishMessage(bytes: Buffer): void {
    if (bytes.readUInt32BE(0) !== this.#crc) {
      this.#problem = 'the checksum of a message of the event stream is wrong';
      return;
    }
    this.#listener.onMessage({ headers: this.#headers, payload: this.#payload });
    this.#crc = 0;
    this.#expect('prelude', PRELUDE_BYTES);
  }

  #expect(part: Part, length: number): void {
    this.#part = part;
    this.#missing = length;
  }
}

const EMPTY = Buffer.alloc(0);

const TEXT = 7;
const BYTES = 6;
/** The lengths of the types that have one: true, false, byte, short, integer, long, timestamp and UUID. */
const LENGTHS: Readonly<Record<number, number>> = { 0: 0, 1: 0, 2: 1, 3: 2, 4: 4, 5: 8, 8: 8, 9: 16 };

/** A header is its name's length and name, its type, and its value; texts and bytes have their length before them. */
function readHeaders(bytes: Buffer): ReadonlyMap<string, string> | undefined {
  const headers = new Map<string, string>();
  for (let at = 0; at < bytes.length; ) {
    const nameEnd = at + 1 + (bytes[at] ?? 0);
    const name = bytes.toString('utf8', at + 1, nameEnd);
    const type = bytes[nameEnd] ?? -1;
    const hasLength = type === TEXT || type === BYTES;
    const begin = nameEnd + 1 + (hasLength ? 2 : 0);
    if (begin > bytes.length) return undefined;
    const length = hasLength ? bytes.readUInt16BE(nameEnd + 1) : LENGTHS[type];
    if (length === undefined || begin + length > bytes.length) return undefined;
    at = begin + length;
    if (type === TEXT) headers.set(name, bytes.toString('utf8', begin, at));
  }
  return headers;
}
