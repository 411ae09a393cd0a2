/** Collects a body up to a limit: what is longer is of no use to its reader and is not held. */
export class LimitedBody {
  readonly #limit: number;
  readonly #chunks: Uint8Array[] = [];
  #length = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  push(chunk: Uint8Array): void {
    if (this.#length >= this.#limit) return;
    const kept = Buffer.from(chunk.subarray(0, this.#limit - this.#length));
    this.#chunks.push(kept);
    this.#length += kept.length;
  }

  /** The beginning of the body, or all of it. */
  get bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}
