import type { Socket } from 'node:net';
import type { Head } from './answer-head.js';
import { AnswerParser, type Progress } from './answer-parser.js';

/** A request on its way over a connection. Exactly one of `whole`, `failed` and `broken` ends it. */
export interface Exchange {
  /** Whether its method is HEAD. */
  readonly isHead: boolean;
  /** What is to be written, asked for once the connection is open. */
  write(): readonly Uint8Array[];
  head(head: Head): void;
  /** The bytes are only lent. */
  body(bytes: Buffer): void;
  whole(): void;
  /** No byte of an answer came. */
  failed(error: string): void;
  /** What came is no whole answer. */
  broken(problem: string): void;
}

export interface ConnectionOwner {
  /** It may carry the next request. */
  idle(connection: Connection): void;
  closed(connection: Connection): void;
}

/** A socket that may be still opening, and what reads it. */
export interface OpeningSocket {
  readonly socket: Socket;
  /** Of TLS: when the server has been verified. No byte is sent before. */
  readonly opened: 'connect' | 'secureConnect';
}

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
  #isOpen = false;
  #error: string | undefined;

  /** @param open opens a socket whose bytes go to the function it is given; they are only lent. */
  constructor(open: (read: (bytes: Buffer) => void) => OpeningSocket, owner: ConnectionOwner) {
    this.#owner = owner;
    const { socket, opened } = open((bytes) => this.#read(bytes));
    this.#socket = socket;
    socket.once(opened, () => this.#opened());
    socket.on('error', (error) => {
      this.#error = errorName(error);
    });
    socket.once('end', () => this.#ended());
    socket.once('close', () => this.#closed());
  }

  get isUsable(): boolean {
    return !this.#socket.destroyed;
  }

  /** Takes a request along, now or as soon as the connection is open. */
  begin(exchange: Exchange): void {
    this.#exchange = exchange;
    if (this.#isOpen) this.#write(exchange);
  }

  /** Closes it; a request that it carries hears nothing more. */
  close(): void {
    this.#exchange = undefined;
    this.#socket.destroy();
  }

  #opened(): void {
    this.#isOpen = true;
    if (this.#exchange !== undefined) this.#write(this.#exchange);
  }

  #write(exchange: Exchange): void {
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

  #read(bytes: Buffer): void {
    const parser = this.#parser;
    if (this.#exchange === undefined || parser === undefined) {
      // Nobody has asked: such as the answer of a server that gives an idle connection up.
      this.close();
      return;
    }
    this.#progress(parser.push(bytes));
  }

  #progress(progress: Progress): void {
    if (progress === 'more') return;
    const exchange = this.#exchange;
    const head = this.#parser?.head;
    const isKept = progress === 'whole' && head?.isPersistent === true && this.#socket.writableLength === 0;
    this.#exchange = undefined;
    this.#parser = undefined;
    this.keptMs = head?.keptMs;
    // First back to the pool: what the answer gives way to may be sent on it.
    if (isKept) this.#owner.idle(this);
    else this.#socket.destroy();
    if (progress === 'whole') exchange?.whole();
    else exchange?.broken(progress.problem);
  }

  /** The server has closed its side. */
  #ended(): void {
    const progress = this.#parser?.close();
    if (progress === 'unanswered' || progress === undefined) this.#fail('closed without an answer');
    else this.#progress(progress);
    this.#socket.destroy();
  }

  #closed(): void {
    const error = this.#error ?? 'closed';
    if (this.#parser?.hasBegun === true) this.#progress({ problem: `cut off by ${error}` });
    else this.#fail(error);
    this.#owner.closed(this);
  }

  #fail(error: string): void {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    this.#parser = undefined;
    exchange?.failed(error);
  }
}
