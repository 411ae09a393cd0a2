import type { Socket } from 'node:net';
import { type BodyDecoder, decoderFor } from './body-decoder.js';
import type { BodyReader, OnExchange } from './exchange.js';
import { MalformedRequest, parseHead, type RequestHead } from './request-head.js';
import { CONTINUE, type Headers, headOf } from './response-head.js';
import { TextUntil } from './text-until.js';

/** As Go's server has it, which AWS's Runtime API runs on (net/http, DefaultMaxHeaderBytes). */
const MAX_HEAD_BYTES = 1_048_576;
/** Up to here a body goes out in one piece with its head, copied; a larger one is worth a piece of its own. */
const MAX_JOINED_BYTES = 16_384;

/** A request from its head on until it has been received whole and answered. */
interface Request {
  readonly head: RequestHead;
  readonly body: BodyDecoder;
  reader: BodyReader | undefined;
  isAnswered: boolean;
}

/**
 * HTTP/1.1 of one connection, strict, as its server. A request is taken when the one before it has been received whole and
 * answered, as Go's server does it; what a sender sends ahead waits in the socket meanwhile.
 *
 * A sender that has sent its next request without waiting for an answer does not wait for it now either: that answer
 * leaves together with the next one. So a runtime that sends its response and `next` at once is woken once an invocation.
 */
export class Connection {
  readonly #socket: Socket;
  readonly #onExchange: OnExchange;
  readonly #head = new TextUntil('\r\n\r\n', MAX_HEAD_BYTES);
  #known: { readonly text: string; readonly head: RequestHead } | undefined;
  #request: Request | undefined;
  /** What has come and is not taken yet. */
  #ahead: Buffer | undefined;
  /** Answers that are not on their way yet, in Latin-1. */
  #held = '';
  #isReading = false;
  #isEnding = false;
  /** Whoever takes the body wants no more for now. */
  #isFull = false;

  constructor(socket: Socket, onExchange: OnExchange) {
    this.#socket = socket;
    this.#onExchange = onExchange;
    socket.on('data', (bytes: Buffer) => this.#receive(bytes));
    socket.on('drain', () => this.#goOn());
    // Whatever goes wrong with a socket, it is closed then.
    socket.on('error', () => {});
    socket.on('close', () => this.#closed());
  }

  drop(): void {
    this.#isEnding = true;
    this.#ahead = undefined;
    this.#socket.destroy();
  }

  #receive(bytes: Buffer): void {
    if (this.#isEnding) return;
    this.#ahead = this.#ahead === undefined ? bytes : Buffer.concat([this.#ahead, bytes]);
    this.#goOn();
  }

  /** Takes what has come, up to a request that waits for its answer. */
  #goOn(): void {
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      while (this.#ahead !== undefined && !this.#isWaiting) this.#take(this.#ahead);
    } catch (error) {
      if (!(error instanceof MalformedRequest)) throw error;
      this.#refuse(error);
    } finally {
      this.#isReading = false;
    }
    if (this.#request?.body.isComplete !== true) this.#send();
    if (this.#isEnding) this.#socket.end();
    if (this.#ahead === undefined) this.#socket.resume();
    else this.#socket.pause();
  }

  /** A request for its answer, a body for room, or a sender for itself, as it does not take the answers to what it sends. */
  get #isWaiting(): boolean {
    const isUnanswered = this.#request?.body.isComplete === true;
    return isUnanswered || this.#isFull || this.#socket.writableNeedDrain || this.#isEnding;
  }

  #take(bytes: Buffer): void {
    this.#ahead = undefined;
    const request = this.#request;
    const end =
      request === undefined
        ? this.#takeHead(bytes)
        : request.body.decode(bytes, 0, (chunk) => this.#hold(request.reader?.chunk(chunk)));
    if (this.#request?.body.isComplete === true) this.#received(this.#request);
    if (end < bytes.length && !this.#isEnding) this.#ahead = bytes.subarray(end);
  }

  #hold(room: Promise<void> | undefined): void {
    if (room === undefined) return;
    this.#isFull = true;
    void room.finally(() => {
      this.#isFull = false;
      this.#goOn();
    });
  }

  #takeHead(bytes: Buffer): number {
    const read = this.#head.read(bytes, 0);
    if (read === undefined) return bytes.length;
    const head = this.#parse(read.text);
    const request: Request = { head, body: decoderFor(head), reader: undefined, isAnswered: false };
    this.#request = request;
    request.reader = this.#onExchange({
      method: head.method,
      path: head.path,
      header: (name) => head.headers.get(name),
      reply: (status, headers, body) => this.#reply(request, status, headers, body),
      drop: () => this.drop(),
    });
    if (head.expectsContinue && !request.body.isComplete && !request.isAnswered) this.#held += CONTINUE;
    return read.end;
  }

  /** Requests without a body, `next` above all, are the same every time. */
  #parse(text: string): RequestHead {
    if (text === this.#known?.text) return this.#known.head;
    const head = parseHead(text);
    if (head.bodyLength === 0) this.#known = { text, head };
    return head;
  }

  #received(request: Request): void {
    const { reader, body } = request;
    request.reader = undefined;
    reader?.end((name) => body.trailers.get(name));
    if (request.isAnswered) this.#request = undefined;
  }

  #reply(request: Request, status: number, headers: Headers, body: Uint8Array | string = ''): void {
    if (request.isAnswered) return;
    request.isAnswered = true;
    if (!request.head.keepsAlive) this.#isEnding = true;
    const text = typeof body === 'string' ? Buffer.from(body).toString('latin1') : '';
    const length = typeof body === 'string' ? text.length : body.length;
    this.#held += headOf(status, headers, length, this.#isEnding) + text;
    if (typeof body !== 'string') this.#send(body);
    if (this.#isReading) return;
    if (request.body.isComplete) this.#request = undefined;
    this.#goOn();
  }

  /** What follows cannot be told apart any more, so the connection ends with the answer. */
  #refuse({ status, message }: MalformedRequest): void {
    this.#isEnding = true;
    const request = this.#request;
    const reader = request?.reader;
    if (request !== undefined) request.reader = undefined;
    reader?.broken();
    if (request?.isAnswered !== true) this.#held += headOf(status, {}, message.length, true) + message;
    this.#request = undefined;
  }

  #send(body?: Uint8Array): void {
    const text = this.#held;
    this.#held = '';
    const socket = this.#socket;
    if (!socket.writable) return;
    if (body === undefined) {
      if (text !== '') socket.write(text, 'latin1');
    } else if (body.length <= MAX_JOINED_BYTES) {
      socket.write(text + Buffer.from(body.buffer, body.byteOffset, body.length).toString('latin1'), 'latin1');
    } else {
      socket.cork();
      socket.write(text, 'latin1');
      socket.write(body);
      socket.uncork();
    }
  }

  #closed(): void {
    this.#isEnding = true;
    const reader = this.#request?.reader;
    this.#request = undefined;
    reader?.broken();
  }
}
