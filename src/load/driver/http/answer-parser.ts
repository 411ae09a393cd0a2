import { type Head, readHead } from './answer-head.js';
import { ChunkedBody } from './chunked-body.js';

export interface AnswerParts {
  /** The final one: those of 1xx are read and let go. */
  head(head: Head): void;
  /** Of the body, as it comes. The bytes are only lent: the next ones are read into the same memory. */
  body(bytes: Buffer): void;
}

/** `more`: the answer goes on. Else it is whole, or what is wrong with it. */
export type Progress = 'more' | 'whole' | { readonly problem: string };

const MORE = 'more';
const WHOLE = 'whole';
/** As Node's own limit for all headers together (16 KiB), with room. */
const MAX_HEAD = 64 * 1024;
const EMPTY_LINE = '\r\n\r\n';
const BEGINNING = 'HTTP/1.';
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Reads one HTTP/1.1 answer from a connection's bytes, however they were cut (RFC 9112). Strict: what could be read in two
 * ways is wrong, as a generator that guesses would call a broken server a good one.
 */
export class AnswerParser {
  readonly #parts: AnswerParts;
  readonly #isHead: boolean;
  #head: Head | undefined;
  #chunked: ChunkedBody | undefined;
  /** Bytes of a head that has not come whole. */
  #partial: Buffer | undefined;
  #remaining = 0;
  #hasBegun = false;

  /** @param isHead whether HEAD was asked */
  constructor(parts: AnswerParts, isHead: boolean) {
    this.#parts = parts;
    this.#isHead = isHead;
  }

  /** Whether a byte has come. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** Of the final answer, once it has come. */
  get head(): Head | undefined {
    return this.#head;
  }

  /** Takes what has come. Not to be called again once the answer is whole or wrong. */
  push(bytes: Buffer): Progress {
    this.#hasBegun = true;
    return this.#head === undefined ? this.#pushHead(bytes) : this.#pushBody(bytes, 0);
  }

  /** The server has closed the connection. `unanswered`: before the first byte. */
  close(): 'whole' | 'unanswered' | { readonly problem: string } {
    if (!this.#hasBegun) return 'unanswered';
    if (this.#head?.framing.kind === 'until-close') return WHOLE;
    return { problem: this.#head === undefined ? 'cut off in its head' : 'cut off in its body' };
  }

  #pushHead(latest: Buffer): Progress {
    const bytes = this.#partial === undefined ? latest : Buffer.concat([this.#partial, latest]);
    const end = bytes.indexOf(EMPTY_LINE, 0, 'latin1');
    if (end === -1) return this.#keep(bytes);
    if (end > MAX_HEAD) return { problem: 'a head that does not end' };
    const head = readHead(bytes.toString('latin1', 0, end), this.#isHead);
    if (typeof head === 'string') return { problem: head };
    const rest = end + EMPTY_LINE.length;
    if (head.status < 200) return this.#pass(head, bytes, rest);
    this.#head = head;
    this.#partial = undefined;
    this.#parts.head(head);
    return this.#begin(head, bytes, rest);
  }

  /** An interim answer; nothing was asked that 101 could be the answer to. */
  #pass(head: Head, bytes: Buffer, rest: number): Progress {
    if (head.status === 101) return { problem: 'another protocol than was asked' };
    this.#partial = undefined;
    return rest === bytes.length ? MORE : this.#pushHead(bytes.subarray(rest));
  }

  #keep(bytes: Buffer): Progress {
    const beginning = bytes.toString('latin1', 0, BEGINNING.length);
    if (!BEGINNING.startsWith(beginning) || hasBareLineFeed(bytes)) return { problem: 'not HTTP/1.1' };
    if (bytes.length > MAX_HEAD) return { problem: 'a head that does not end' };
    this.#partial = Buffer.from(bytes);
    return MORE;
  }

  #begin({ framing }: Head, bytes: Buffer, from: number): Progress {
    if (framing.kind === 'none') return wholeAt(bytes, from);
    if (framing.kind === 'length') this.#remaining = framing.bytes;
    else if (framing.kind === 'chunked') this.#chunked = new ChunkedBody();
    return from === bytes.length ? MORE : this.#pushBody(bytes, from);
  }

  #pushBody(bytes: Buffer, from: number): Progress {
    const chunked = this.#chunked;
    if (chunked !== undefined) {
      const at = chunked.push(bytes, from, (data) => this.#parts.body(data));
      if (chunked.problem !== undefined) return { problem: chunked.problem };
      return chunked.isWhole ? wholeAt(bytes, at) : MORE;
    }
    if (this.#head?.framing.kind === 'until-close') {
      this.#parts.body(bytes.subarray(from));
      return MORE;
    }
    const to = Math.min(bytes.length, from + this.#remaining);
    this.#parts.body(bytes.subarray(from, to));
    this.#remaining -= to - from;
    return this.#remaining === 0 ? wholeAt(bytes, to) : MORE;
  }
}

const wholeAt = (bytes: Buffer, end: number): Progress =>
  end === bytes.length ? WHOLE : { problem: 'more bytes than the answer has' };

/** Lines that end without a carriage return: the end of such a head would be waited for until the timeout. */
function hasBareLineFeed(bytes: Buffer): boolean {
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) {
    if (bytes[at - 1] !== CARRIAGE_RETURN) return true;
  }
  return false;
}
