/** Of a chunk's size with its extensions, and of all trailers together. */
const MAX_LINE = 16 * 1024;
const SIZE_LINE = /^([0-9a-fA-F]{1,12})[ \t]*(?:;.*)?$/;

/** Takes a body apart that comes in chunks (RFC 9112, section 7.1). Trailers are read and let go. */
export class ChunkedBody {
  /** What makes it no chunked body. */
  problem: string | undefined;
  isWhole = false;
  #expects: 'size' | 'data' | 'end-of-data' | 'trailer' = 'size';
  #remaining = 0;
  #line = '';
  #trailerBytes = 0;

  /** @returns where it has stopped reading: at the end of the bytes, unless the body is whole or wrong before it. */
  push(bytes: Buffer, from: number, onData: (data: Buffer) => void): number {
    let at = from;
    while (at < bytes.length && !this.isWhole && this.problem === undefined) {
      at = this.#expects === 'data' ? this.#takeData(bytes, at, onData) : this.#takeLine(bytes, at);
    }
    return at;
  }

  #takeData(bytes: Buffer, from: number, onData: (data: Buffer) => void): number {
    const to = Math.min(bytes.length, from + this.#remaining);
    onData(bytes.subarray(from, to));
    this.#remaining -= to - from;
    if (this.#remaining === 0) this.#expects = 'end-of-data';
    return to;
  }

  #takeLine(bytes: Buffer, from: number): number {
    const end = bytes.indexOf(0x0a, from);
    const to = end === -1 ? bytes.length : end + 1;
    if (this.#line.length + to - from > MAX_LINE) this.problem = 'a line of a chunked body that does not end';
    else this.#line += bytes.toString('latin1', from, to);
    if (end !== -1 && this.problem === undefined) {
      const line = this.#line;
      this.#line = '';
      if (line.endsWith('\r\n')) this.#read(line.slice(0, -2));
      else this.problem = 'a chunk that is none';
    }
    return to;
  }

  #read(line: string): void {
    if (this.#expects === 'size') {
      const size = SIZE_LINE.exec(line)?.[1];
      if (size === undefined) this.problem = 'a chunk that is none';
      else this.#remaining = Number.parseInt(size, 16);
      this.#expects = this.#remaining === 0 ? 'trailer' : 'data';
    } else if (this.#expects === 'end-of-data') {
      if (line !== '') this.problem = 'a chunk that is longer than it says';
      this.#expects = 'size';
    } else if (line === '') {
      this.isWhole = true;
    } else {
      this.#trailerBytes += line.length;
      if (this.#trailerBytes > MAX_LINE) this.problem = 'trailers that do not end';
    }
  }
}
