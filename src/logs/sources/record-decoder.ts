import type { MessageMeta } from '../platform-event.js';
import { type Decoder, EXCERPT, MOST_EVENT_BYTES, type Outlet, TOO_LONG } from './decoder.js';
import { LineCutter } from './lines.js';

/** How a text output holds its events: each begins with a head, and goes on until the next. */
export interface Grammar {
  readonly head: RegExp;
  /** Whether a head may follow what stands before it; everywhere, without. */
  readonly closes?: (before: string) => boolean;
  /** undefined: no event, though it has a head. */
  readonly event: (head: RegExpExecArray, rest: string) => Event | undefined;
}

export interface Event {
  readonly text: string;
  readonly meta: MessageMeta;
}

/** Reads events of one or several lines by a grammar. */
export class RecordDecoder implements Decoder {
  readonly #out: Outlet;
  readonly #grammar: Grammar;
  readonly #lines = new LineCutter(MOST_EVENT_BYTES, (...line) => this.#take(...line));
  #head: RegExpExecArray | undefined;
  #rest: string[] = [];
  #length = 0;
  #line = 1;

  constructor(out: Outlet, grammar: Grammar) {
    this.#out = out;
    this.#grammar = grammar;
  }

  write(chunk: Buffer): void {
    this.#lines.write(chunk);
  }

  end(): void {
    this.#lines.end();
    this.#give();
    this.#out.sink.end();
  }

  #take(line: string, number: number, bytes: number): void {
    const head = this.#grammar.head.exec(line);
    if (head !== null && this.#mayFollow()) {
      this.#give();
      this.#head = head;
      this.#rest = [line.slice(head[0].length)];
      this.#length = bytes;
      this.#line = number;
      return;
    }
    if (this.#head === undefined) {
      if (line !== '') this.#out.sink.message(line, this.#out.hints, number);
      return;
    }
    this.#length += bytes + 1;
    if (this.#length <= MOST_EVENT_BYTES) this.#rest.push(line);
  }

  #mayFollow(): boolean {
    return this.#head === undefined || (this.#grammar.closes?.(this.#rest.at(-1) ?? '') ?? true);
  }

  #give(): void {
    if (this.#head === undefined) return;
    const rest = this.#rest.join('\n');
    if (this.#length > MOST_EVENT_BYTES) {
      this.#out.unreadable(TOO_LONG, this.#line, rest.slice(0, EXCERPT));
    } else {
      const event = this.#grammar.event(this.#head, rest);
      if (event !== undefined) this.#out.sink.message(event.text, { ...this.#out.hints, ...event.meta }, this.#line);
    }
    this.#head = undefined;
  }
}
