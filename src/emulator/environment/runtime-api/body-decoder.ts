import { MalformedRequest, parseHeaders, type RequestHead } from './request-head.js';
import { TextUntil } from './text-until.js';

/** Takes a body out of the bytes of a connection. */
export interface BodyDecoder {
  /** True from the start for an empty body of known length. */
  readonly isComplete: boolean;
  readonly trailers: ReadonlyMap<string, string>;
  /** @returns where it stopped: at the end of the bytes, or of the body. @throws MalformedRequest */
  decode(bytes: Buffer, from: number, onChunk: (chunk: Buffer) => void): number;
}

const NONE: ReadonlyMap<string, string> = new Map();
/** A chunk may carry extensions behind its size; nobody uses them. */
const MAX_SIZE_LINE_BYTES = 4096;
const MAX_TRAILER_BYTES = 1_048_576;

export const decoderFor = ({ bodyLength }: RequestHead): BodyDecoder =>
  bodyLength === 'chunked' ? new ChunkedBody() : new FixedBody(bodyLength);

class FixedBody implements BodyDecoder {
  readonly trailers = NONE;
  #left: number;

  constructor(length: number) {
    this.#left = length;
  }

  get isComplete(): boolean {
    return this.#left === 0;
  }

  decode(bytes: Buffer, from: number, onChunk: (chunk: Buffer) => void): number {
    const end = Math.min(bytes.length, from + this.#left);
    this.#left -= end - from;
    if (end > from) onChunk(bytes.subarray(from, end));
    return end;
  }
}

/** RFC 9112, 7.1: each chunk behind a line with its size, the last of size zero, then trailers and an empty line. */
class ChunkedBody implements BodyDecoder {
  readonly #sizeLine = new TextUntil('\r\n', MAX_SIZE_LINE_BYTES);
  readonly #chunkEnd = new TextUntil('\r\n', 0);
  readonly #trailerLine = new TextUntil('\r\n', MAX_TRAILER_BYTES);
  readonly #trailerLines: string[] = [];
  #state: 'size' | 'chunk' | 'chunkEnd' | 'trailers' | 'complete' = 'size';
  #left = 0;
  #room = MAX_TRAILER_BYTES;
  trailers = NONE;

  get isComplete(): boolean {
    return this.#state === 'complete';
  }

  decode(bytes: Buffer, from: number, onChunk: (chunk: Buffer) => void): number {
    let at = from;
    while (at < bytes.length && this.#state !== 'complete') {
      at = this.#state === 'chunk' ? this.#readChunk(bytes, at, onChunk) : this.#readLine(bytes, at);
    }
    return at;
  }

  #readChunk(bytes: Buffer, from: number, onChunk: (chunk: Buffer) => void): number {
    const end = Math.min(bytes.length, from + this.#left);
    this.#left -= end - from;
    onChunk(bytes.subarray(from, end));
    if (this.#left === 0) this.#state = 'chunkEnd';
    return end;
  }

  #readLine(bytes: Buffer, from: number): number {
    const line = { size: this.#sizeLine, chunkEnd: this.#chunkEnd, trailers: this.#trailerLine };
    const read = line[this.#state as keyof typeof line].read(bytes, from);
    if (read === undefined) return bytes.length;
    if (this.#state === 'size') this.#begin(read.text);
    else if (this.#state === 'chunkEnd') this.#state = 'size';
    else this.#trailer(read.text);
    return read.end;
  }

  #begin(line: string): void {
    const [, digits] = /^([\da-fA-F]{1,12})[ \t]*(?:;.*)?$/.exec(line) ?? [];
    if (digits === undefined) throw new MalformedRequest('malformed chunk size');
    this.#left = Number.parseInt(digits, 16);
    this.#state = this.#left === 0 ? 'trailers' : 'chunk';
  }

  #trailer(line: string): void {
    if (line === '') {
      if (this.#trailerLines.length > 0) this.trailers = parseHeaders(this.#trailerLines, 0);
      this.#state = 'complete';
      return;
    }
    this.#room -= line.length;
    if (this.#room < 0) throw new MalformedRequest('trailers too large', 431);
    this.#trailerLines.push(line);
  }
}
