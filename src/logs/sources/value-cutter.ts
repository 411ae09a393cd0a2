import {
  BACKSLASH,
  COMMA,
  isClosing,
  isOpening,
  isSpace,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from './json-bytes.js';

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
  #line = 1;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #inStray = false;

  constructor(listener: ValueListener) {
    this.#listener = listener;
  }

  get inValue(): boolean {
    return this.#depth > 0;
  }

  write(chunk: Buffer): void {
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (byte === NEWLINE) this.#line++;
      if (this.#depth > 0) {
        if (!this.#step(byte)) continue;
        this.#listener.part(chunk.subarray(from, at + 1));
        if (this.#inString) this.#tear();
        else this.#listener.finish();
        from = at + 1;
      } else if (this.#inStray) {
        if (byte !== NEWLINE) continue;
        this.#listener.stray(chunk.subarray(from, at + 1));
        this.#inStray = false;
        from = at + 1;
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        this.#depth = 1;
        this.#listener.begin(this.#line);
        from = at;
      } else if (!isSpace(byte) && byte !== COMMA) {
        this.#inStray = true;
        from = at;
      }
    }
    if (this.#depth > 0) this.#listener.part(chunk.subarray(from));
    else if (this.#inStray) this.#listener.stray(chunk.subarray(from));
  }

  /** One byte inside a value: true where it is the last, of the value or of what there is of it. */
  #step(byte: number): boolean {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (byte === BACKSLASH) this.#escaped = true;
      else if (byte === QUOTE) this.#inString = false;
      return byte === NEWLINE && this.#inString;
    }
    if (byte === QUOTE) this.#inString = true;
    else if (isOpening(byte)) this.#depth++;
    else if (isClosing(byte)) this.#depth--;
    return this.#depth === 0;
  }

  #tear(): void {
    this.#depth = 0;
    this.#inString = false;
    this.#escaped = false;
    this.#listener.torn();
  }
}
