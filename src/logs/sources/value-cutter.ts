import { COMMA, isClosing, isOpening, isSpace, NEWLINE, QUOTE } from './json-bytes.js';
import { StringWalk } from './json-string.js';

/** Hears of the objects and arrays of a stream, and of the lines between them that are neither. */
export interface ValueListener {
  begin(line: number): void;
  part(bytes: Buffer): void;
  finish(): void;
  /** The value broke off: a newline stands inside a string, where JSON has none. What follows is read again. */
  torn(): void;
  stray(bytes: Buffer): void;
}

/**
 * Finds where the JSON values of a stream begin and end: one huge one, one a line, or one after another with nothing
 * between (Firehose). Only depth and strings are looked at, byte by byte; the parsing is left to `JSON.parse`, which no
 * streaming parser for JavaScript comes near in speed (they build the same objects from JavaScript), and it needs no
 * dependency. Neither braces nor quotes nor backslashes occur inside the multi-byte characters of UTF-8.
 */
export class ValueCutter {
  readonly #listener: ValueListener;
  readonly #string = new StringWalk();
  #line = 1;
  #depth = 0;
  #inStray = false;

  constructor(listener: ValueListener) {
    this.#listener = listener;
  }

  get inValue(): boolean {
    return this.#depth > 0;
  }

  write(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; ) {
      if (this.#inStray) at = this.#stray(chunk, at);
      else if (this.#depth > 0) at = this.#value(chunk, at);
      else at = this.#between(chunk, at);
    }
  }

  /** From there to the next value or line. */
  #between(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (byte === NEWLINE) this.#line++;
      if (isSpace(byte) || byte === COMMA) continue;
      this.#inStray = !isOpening(byte);
      if (this.#inStray) return at;
      this.#depth = 1;
      this.#listener.begin(this.#line);
      this.#listener.part(chunk.subarray(at, at + 1));
      return at + 1;
    }
    return chunk.length;
  }

  #stray(chunk: Buffer, from: number): number {
    const newline = chunk.indexOf(NEWLINE, from);
    const end = newline === -1 ? chunk.length : newline + 1;
    if (newline !== -1) {
      this.#inStray = false;
      this.#line++;
    }
    this.#listener.stray(chunk.subarray(from, end));
    return end;
  }

  #value(chunk: Buffer, from: number): number {
    let depth = this.#depth;
    for (let at = from; at < chunk.length; ) {
      if (this.#string.isOpen) {
        at = this.#string.walk(chunk, at);
        if (this.#string.isOpen && at < chunk.length) return this.#tear(chunk, from, at);
        continue;
      }
      const byte = chunk[at++] ?? 0;
      if (byte === QUOTE) this.#string.open();
      else if (byte === NEWLINE) this.#line++;
      else if (isOpening(byte)) depth++;
      else if (isClosing(byte) && --depth === 0) {
        this.#depth = 0;
        this.#listener.part(chunk.subarray(from, at));
        this.#listener.finish();
        return at;
      }
    }
    this.#depth = depth;
    this.#listener.part(chunk.subarray(from));
    return chunk.length;
  }

  /** The newline is left to what comes next. */
  #tear(chunk: Buffer, from: number, at: number): number {
    this.#depth = 0;
    this.#string.leave();
    this.#listener.part(chunk.subarray(from, at));
    this.#listener.torn();
    return at;
  }
}
