/** An event of CloudWatch Logs has at most 1 MB (quotas page, read 2026-10): a longer line is not the platform's. */
const LONGEST_LINE = 1_048_576;

/** Finds the lines in bytes that come in pieces. The rest of a line that is longer than any event is dropped. */
export class LineFeed {
  readonly #take: (line: string, isEnded: boolean) => void;
  #begun: Buffer[] = [];
  #length = 0;

  constructor(take: (line: string, isEnded: boolean) => void) {
    this.#take = take;
  }

  push(chunk: Buffer): void {
    let from = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
      this.#keep(chunk.subarray(from, end));
      this.#give(true);
      from = end + 1;
    }
    if (from < chunk.length) this.#keep(Buffer.from(chunk.subarray(from)));
  }

  end(): void {
    if (this.#length > 0) this.#give(false);
  }

  #keep(piece: Buffer): void {
    this.#length += piece.length;
    if (this.#length <= LONGEST_LINE) this.#begun.push(piece);
  }

  #give(isEnded: boolean): void {
    const text = Buffer.concat(this.#begun).toString();
    this.#begun = [];
    this.#length = 0;
    this.#take(text.endsWith('\r') ? text.slice(0, -1) : text, isEnded);
  }
}
