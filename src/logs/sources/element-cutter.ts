import {
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
import { StringWalk } from './json-string.js';

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
  readonly #string = new StringWalk();
  #line: number;
  #depth = 0;
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
    for (let at = 0; at < chunk.length; ) {
      if (this.#string.isOpen) {
        at = this.#string.walk(chunk, at);
        continue;
      }
      const byte = chunk[at++] ?? 0;
      if (isSpace(byte)) {
        if (byte === NEWLINE) this.#line++;
        continue;
      }
      if (this.#elementLine === 0) this.#elementLine = this.#line;
      if (byte === QUOTE) this.#string.open();
      else if (isOpening(byte) && this.#opens(byte)) {
        this.#keep(chunk.subarray(from, at));
        this.#enter();
        from = at;
      } else if ((isClosing(byte) && this.#closes()) || (byte === COMMA && this.#depth === this.#array)) {
        if (this.#array === 0) continue;
        this.#finishElement(chunk.subarray(from, at - 1));
        from = byte === COMMA ? at : at - 1;
        if (byte !== COMMA) this.#array = 0;
      }
    }
    this.#keep(Buffer.from(chunk.subarray(from)));
  }

  /** Whether this bracket opens the array of the elements. */
  #opens(byte: number): boolean {
    if (this.#depth === 0) this.#isObject = byte === OPEN_BRACE;
    this.#depth++;
    return this.#array === 0 && byte === OPEN_BRACKET && this.#depth === (this.#isObject ? 2 : 1);
  }

  /** Whether this bracket closes it. */
  #closes(): boolean {
    this.#depth--;
    return this.#depth < this.#array;
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
    const [first, ...others] = this.#pieces;
    const bytes = first === undefined || others.length > 0 ? Buffer.concat(this.#pieces) : first;
    const text = bytes.toString('utf8');
    this.#pieces = [];
    this.#length = 0;
    return text;
  }
}
