import { BACKSLASH, NEWLINE, QUOTE } from './json-bytes.js';

/** Walks over strings, which make up most of a log in JSON, and may be cut anywhere. */
export class StringWalk {
  #isOpen = false;
  #escaped = false;

  get isOpen(): boolean {
    return this.#isOpen;
  }

  open(): void {
    this.#isOpen = true;
  }

  /** Forgets a string that was torn. */
  leave(): void {
    this.#isOpen = false;
    this.#escaped = false;
  }

  /**
   * From inside a string to behind its closing quote, or to the end of the chunk. Stops in front of a newline, too,
   * where a string has none: it is open still then.
   */
  walk(chunk: Buffer, from: number): number {
    let at = from;
    if (this.#escaped && at < chunk.length) {
      this.#escaped = false;
      at++;
    }
    for (; at < chunk.length; at++) {
      const byte = chunk[at];
      if (byte === QUOTE) {
        this.#isOpen = false;
        return at + 1;
      }
      if (byte === NEWLINE) return at;
      if (byte === BACKSLASH && ++at === chunk.length) this.#escaped = true;
    }
    return chunk.length;
  }
}
