/** An event of CloudWatch Logs has at most 1 MB (quotas page, read 2026-10): a longer line is not the platform's. */
const LONGEST_LINE = 1_048_576;
const NEWLINE = Buffer.from('\n');

/**
 * Takes the whole lines that a buffer holds from `from` on, and says where the first one begins that is not whole.
 * `isEnded` is false for the last line of a log without a newline, which has got one here.
 */
export type TakeLines = (buffer: Buffer, from: number, isEnded: boolean) => number;

/**
 * Gives out bytes that come in pieces line by line, where they lie: only a line that is cut between two pieces is copied.
 * The rest of a line that is longer than any event is dropped.
 */
export class LineFeed {
  readonly #take: TakeLines;
  #begun: Buffer[] = [];
  #length = 0;

  constructor(take: TakeLines) {
    this.#take = take;
  }

  push(chunk: Buffer): void {
    const from = this.#length === 0 ? 0 : this.#finish(chunk);
    if (from === -1) return;
    const rest = this.#take(chunk, from, true);
    // Copied, as the giver may fill its buffer anew.
    if (rest < chunk.length) this.#keep(Buffer.from(chunk.subarray(rest)));
  }

  end(): void {
    if (this.#length > 0) this.#give(false);
  }

  /** Ends the begun line, if this piece does, and says where the next begins. */
  #finish(chunk: Buffer): number {
    const newline = chunk.indexOf(10);
    this.#keep(Buffer.from(chunk.subarray(0, newline === -1 ? chunk.length : newline)));
    if (newline === -1) return -1;
    this.#give(true);
    return newline + 1;
  }

  #keep(piece: Buffer): void {
    this.#length += piece.length;
    if (this.#length <= LONGEST_LINE) this.#begun.push(piece);
  }

  #give(isEnded: boolean): void {
    const line = Buffer.concat([...this.#begun, NEWLINE]);
    this.#begun = [];
    this.#length = 0;
    this.#take(line, 0, isEnded);
  }
}
