import type { Socket } from 'node:net';
import type { Head } from './answer-head.js';
import { AnswerParser, type Progress } from './answer-parser.js';

/** A request on its way over a connection. Exactly one of `whole`, `failed` and `broken` ends it. */
export interface Exchange {
  /** Whether its method is HEAD. */
  readonly isHead: boolean;
  /** What carries it, while something does. */
  connection: Connection | undefined;
  /** It is about to be written, or a connection to be opened for it: whichever comes first. May be said twice. */
  sent(): void;
  /** What is to be written, asked for once there is a connection. */
  write(): readonly Uint8Array[];
  head(head: Head): void;
  /** The bytes are only lent. */
  body(bytes: Buffer): void;
  whole(): void;
  /** For a reader of its own: the bytes as they came, after what they say; none at the end that closing makes. */
  read?(bytes: Uint8Array): void;
  /** No byte of an answer came. */
  failed(error: string): void;
  /** What came is no whole answer. */
  broken(problem: string): void;
}

export interface ConnectionOwner {
  /** It is open, or has carried a request: it may carry the next one. */
  idle(connection: Connection): void;
  /** Also of one that never opened. */
  closed(connection: Connection, error: string): void;
}

/** A socket that may be still opening, and what reads it. */
export interface OpeningSocket {
  readonly socket: Socket;
  /** Of TLS: when the server has been verified. No byte is sent before. */
  readonly opened: 'connect' | 'secureConnect';
}

const NOTHING = new Uint8Array(0);
const errorName = (error: NodeJS.ErrnoException): string => error.code ?? error.message;

/** One keep-alive connection, which carries one request at a time. */
export class Connection {
  /** When it was last given back, of the pool's clock. */
  idleSinceMs = 0;
  /** How long it may be idle, where the server has said so. */
  keptMs: number | undefined;
  readonly #socket: Socket;
  readonly #owner: ConnectionOwner;
  #exchange: Exchange | undefined;
  #parser: AnswerParser | undefined;
  #error: string | undefined;

  /** @param open opens a socket whose bytes go to the function it is given; they are only lent. */
  constructor(open: (read: (bytes: Buffer) => void) => OpeningSocket, owner: ConnectionOwner) {
    this.#owner = owner;
    const { socket, opened } = open((bytes) => this.#read(bytes));
    this.#socket = socket;
    socket.once(opened, () => owner.idle(this));
    socket.on('error', (error) => {
      this.#error = errorName(error);
    });
    socket.once('end', () => this.#ended());
    socket.once('close', () => this.#closed());
  }

  get isUsable(): boolean {
    return !this.#socket.destroyed;
  }

  /** Writes a request, and gives it its answer. The connection has to be open, and to carry no other. */
  begin(exchange: Exchange): void {
    this.#exchange = exchange;
    exchange.connection = this;
    exchange.sent();
    this.#parser = new AnswerParser(exchange, exchange.isHead);
    const parts = exchange.write();
    if (parts.length === 1) {
      this.#socket.write(parts[0] as Uint8Array);
      return;
    }
    this.#socket.cork();
    for (const part of parts) this.#socket.write(part);
    this.#socket.uncork();
  }

  /** Closes it; a request that it carries hears nothing more. */
  close(): void {
    this.#release();
    this.#socket.destroy();
  }

  #read(bytes: Buffer): void {
    const parser = this.#parser;
    if (this.#exchange === undefined || parser === undefined) {
      // Nobody has asked: such as the answer of a server that gives an idle connection up.
      this.close();
      return;
    }
    const exchange = this.#exchange;
    const progress = parser.push(bytes);
    this.#progress(progress);
    if (typeof progress === 'string') exchange.read?.(bytes);
  }

  #progress(progress: Progress): void {
    if (progress === 'more') return;
    const head = this.#parser?.head;
    const isKept = progress === 'whole' && head?.isPersistent === true && this.#socket.writableLength === 0;
    const exchange = this.#release();
    this.keptMs = head?.keptMs;
    // First back to the pool: what the answer gives way to may be sent on it.
    if (isKept) this.#owner.idle(this);
    else this.#socket.destroy();
    if (progress === 'whole') exchange?.whole();
    else exchange?.broken(progress.problem);
  }

  /** The server has closed its side. */
  #ended(): void {
    const exchange = this.#exchange;
    const progress = this.#parser?.close();
    if (progress === 'unanswered' || progress === undefined) this.#fail('closed without an answer');
    else this.#progress(progress);
    if (progress === 'whole') exchange?.read?.(NOTHING);
    this.#socket.destroy();
  }

  #closed(): void {
    const error = this.#error ?? 'closed';
    if (this.#parser?.hasBegun === true) this.#progress({ problem: `cut off by ${error}` });
    else this.#fail(error);
    this.#owner.closed(this, error);
  }

  #fail(error: string): void {
    this.#release()?.failed(error);
  }

  /** @returns what it carried. */
  #release(): Exchange | undefined {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    this.#parser = undefined;
    if (exchange !== undefined) exchange.connection = undefined;
    return exchange;
  }
}
