import {
  BACKSLASH,
  CLOSE_BRACKET,
  COMMA,
  isClosing,
  isOpening,
  isSpace,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  parseJson,
  QUOTE,
} from './json-bytes.js';

/** Hears of the elements of one value's arrays. */
export interface ElementListener {
  /** `head` is the object around the array as far as it is known, its arrays empty, the one at hand last. */
  element(text: string, line: number, head: unknown): void;
  tooLong(line: number): void;
}

/**
 * Cuts one JSON value that may be larger than memory into the elements of its array, or of the arrays that are its
 * fields (`{"events":[…]}`); what stands around them is small and is kept.
 */
export class ElementCutter {
  readonly #listener: ElementListener;
  readonly #limit: number;
  #line: number;
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** Depth of the elements' array; 0 outside of one. */
  #array = 0;
  #isObject = false;
  #outside = '';
  #head: unknown;
  #pieces: Buffer[] = [];
  #length = 0;
  #elementLine = 0;

  constructor(listener: ElementListener, line: number, limit: number) {
    this.#listener = listener;
    this.#line = line;
    this.#limit = limit;
  }

  write(chunk: Buffer): void {
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (byte === NEWLINE) this.#line++;
      if (this.#array > 0 && this.#elementLine === 0 && !isSpace(byte)) this.#elementLine = this.#line;
      if (this.#inString) this.#stepInString(byte);
      else if (byte === QUOTE) this.#inString = true;
      else if (isOpening(byte)) {
        if (this.#depth === 0) this.#isObject = byte === OPEN_BRACE;
        this.#depth++;
        if (this.#array > 0 || byte !== OPEN_BRACKET || this.#depth !== (this.#isObject ? 2 : 1)) continue;
        this.#keep(chunk.subarray(from, at + 1));
        this.#enter();
        from = at + 1;
      } else if (isClosing(byte)) {
        this.#depth--;
        if (this.#array === 0 || byte !== CLOSE_BRACKET || this.#depth >= this.#array) continue;
        this.#finishElement(chunk.subarray(from, at));
        this.#array = 0;
        from = at;
      } else if (byte === COMMA && this.#depth === this.#array && this.#array > 0) {
        this.#finishElement(chunk.subarray(from, at));
        from = at + 1;
      }
    }
    this.#keep(chunk.subarray(from));
  }

  #stepInString(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) this.#inString = false;
  }

  #enter(): void {
    this.#outside += this.#takeText();
    this.#array = this.#depth;
    this.#elementLine = 0;
    this.#head = parseJson(`${this.#outside}${this.#isObject ? ']}' : ']'}`);
  }

  #finishElement(last: Buffer): void {
    this.#keep(last);
    const tooLong = this.#length > this.#limit;
    const text = this.#takeText();
    if (tooLong) this.#listener.tooLong(this.#elementLine);
    else if (text.trim() !== '') this.#listener.element(text, this.#elementLine, this.#head);
    this.#elementLine = 0;
  }

  /** Beyond the limit nothing is kept, but the place in the value still is. */
  #keep(bytes: Buffer): void {
    this.#length += bytes.length;
    if (this.#length > this.#limit) this.#pieces = [];
    else if (bytes.length > 0) this.#pieces.push(bytes);
  }

  #takeText(): string {
    const text = Buffer.concat(this.#pieces).toString('utf8');
    this.#pieces = [];
    this.#length = 0;
    return text;
  }
}
