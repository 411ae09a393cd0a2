/** A text of four bytes or more that is looked for in bytes four at a time: one look for each word, the last overlapping. */
export class Literal {
  readonly length: number;
  readonly #words: Uint32Array;
  readonly #last: number;

  constructor(text: string) {
    const bytes = Buffer.from(text, 'latin1');
    this.length = bytes.length;
    this.#words = Uint32Array.from({ length: Math.floor(bytes.length / 4) }, (_, word) => bytes.readUInt32BE(word * 4));
    this.#last = bytes.readUInt32BE(bytes.length - 4);
  }

  /** Whether it stands there. As many bytes as it is long must follow. */
  stands(view: DataView, at: number): boolean {
    for (let word = 0; word < this.#words.length; word++) {
      if (view.getUint32(at + word * 4) !== this.#words[word]) return false;
    }
    return view.getUint32(at + this.length - 4) === this.#last;
  }
}
