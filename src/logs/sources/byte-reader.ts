/** Bytes of a stream, taken in pieces of any size; what was taken too much can be put back. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);
  #taken = 0;

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** How many bytes were taken and not put back. */
  get position(): number {
    return this.#taken;
  }

  /** At most so many bytes, as they are at hand; undefined at the end. */
  async some(most: number): Promise<Buffer | undefined> {
    while (this.#held.length === 0) {
      const next = await this.#chunks.next();
      if (next.done === true) return undefined;
      this.#held = next.value;
    }
    const piece = this.#held.subarray(0, most);
    this.#held = this.#held.subarray(piece.length);
    this.#taken += piece.length;
    return piece;
  }

  /** Exactly so many bytes, or fewer where the stream ends. */
  async exactly(count: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for (let missing = count; missing > 0; ) {
      const piece = await this.some(missing);
      if (piece === undefined) break;
      pieces.push(piece);
      missing -= piece.length;
    }
    return pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces);
  }

  putBack(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#held = this.#held.length === 0 ? bytes : Buffer.concat([bytes, this.#held]);
    this.#taken -= bytes.length;
  }

  /** What is left, as a stream again. */
  async *rest(): AsyncGenerator<Buffer> {
    try {
      for (let piece = await this.some(Infinity); piece !== undefined; piece = await this.some(Infinity)) yield piece;
    } finally {
      await this.close();
    }
  }

  /** Ends the stream below, whether it was read to its end or not. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}
