import { NEWLINE } from './json-bytes.js';

/** Cuts bytes into lines, the newline (and a carriage return before it) taken off. */
export class LineCutter {
  readonly #limit: number;
  readonly #each: (line: string, number: number, bytes: number) => void;
  #held: Buffer[] = [];
  #length = 0;
  #count = 0;

  /** Of a line longer than `limit` bytes its beginning is kept; `bytes` is how long it was. */
  constructor(limit: number, each: (line: string, number: number, bytes: number) => void) {
    this.#limit = limit;
    this.#each = each;
  }

  write(chunk: Buffer): void {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      this.#hold(chunk.subarray(from, at));
      this.#give();
      from = at + 1;
    }
    if (from < chunk.length) this.#hold(chunk.subarray(from));
  }

  end(): void {
    if (this.#held.length > 0) this.#give();
  }

  #hold(bytes: Buffer): void {
    if (this.#length < this.#limit) this.#held.push(bytes.subarray(0, this.#limit - this.#length));
    this.#length += bytes.length;
  }

  #give(): void {
    const [first, ...others] = this.#held;
    const bytes = first === undefined || others.length > 0 ? Buffer.concat(this.#held) : first;
    const length = this.#length;
    this.#held = [];
    this.#length = 0;
    this.#count++;
    this.#each(bytes.toString('utf8').replace(/\r$/, ''), this.#count, length);
  }
}
