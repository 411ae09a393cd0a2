import { MalformedRequest } from './request-head.js';

export interface TextRead {
  readonly text: string;
  /** Where what follows the mark begins. */
  readonly end: number;
}

/**
 * Gathers text up to a mark, in whatever pieces it comes. A byte is looked at a few times and copied once, so that a sender
 * of single bytes costs no more than its packets.
 */
export class TextUntil {
  readonly #mark: string;
  readonly #limit: number;
  #pieces: Buffer[] = [];
  #size = 0;
  /** The last bytes of the pieces, in which the mark may have begun. */
  #seam: Buffer = Buffer.alloc(0);

  constructor(mark: string, limit: number) {
    this.#mark = mark;
    this.#limit = limit;
  }

  /** @returns nothing while the mark has not come: all bytes are taken then. @throws MalformedRequest beyond the limit. */
  read(bytes: Buffer, from: number): TextRead | undefined {
    if (this.#size > 0) return this.#readOn(from === 0 ? bytes : bytes.subarray(from), from);
    const at = bytes.indexOf(this.#mark, from, 'latin1');
    if (at < 0) return this.#keep(from === 0 ? bytes : bytes.subarray(from));
    if (at - from > this.#limit) throw tooLarge();
    return { text: bytes.toString('latin1', from, at), end: at + this.#mark.length };
  }

  #readOn(bytes: Buffer, from: number): TextRead | undefined {
    const window = Buffer.concat([this.#seam, bytes]);
    const at = window.indexOf(this.#mark, 0, 'latin1');
    if (at < 0) return this.#keep(bytes);
    const end = at + this.#mark.length - this.#seam.length;
    const whole = Buffer.concat([...this.#pieces, bytes.subarray(0, end)]);
    this.#pieces = [];
    this.#size = 0;
    this.#seam = Buffer.alloc(0);
    const length = whole.length - this.#mark.length;
    if (length > this.#limit) throw tooLarge();
    return { text: whole.toString('latin1', 0, length), end: from + end };
  }

  #keep(bytes: Buffer): undefined {
    this.#pieces.push(bytes);
    this.#size += bytes.length;
    if (this.#size > this.#limit + this.#mark.length) throw tooLarge();
    this.#seam = Buffer.concat([this.#seam, bytes]).subarray(1 - this.#mark.length);
  }
}

const tooLarge = (): MalformedRequest => new MalformedRequest('request header too large', 431);
