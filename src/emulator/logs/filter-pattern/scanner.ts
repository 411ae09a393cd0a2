/** A pattern that AWS would refuse; the message is what AWS answers. */
export class InvalidFilterPattern extends Error {
  constructor(message = 'Invalid filter pattern') {
    super(message);
    this.name = 'InvalidFilterPattern';
  }
}

/** Reads a text from the left to the right. */
export class Scanner {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    this.skipSpace();
    return this.#position >= this.#text.length;
  }

  skipSpace(): void {
    while (/\s/.test(this.#text[this.#position] ?? '')) this.#position += 1;
  }

  /** Whether `text` comes next, spaces apart. */
  sees(text: string): boolean {
    this.skipSpace();
    return this.#text.startsWith(text, this.#position);
  }

  /** Goes behind `text` if it comes next. */
  take(text: string): boolean {
    const isThere = this.sees(text);
    if (isThere) this.#position += text.length;
    return isThere;
  }

  /** @param pattern is sticky. @returns its match, if it matches what comes next. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    this.skipSpace();
    pattern.lastIndex = this.#position;
    const matched = pattern.exec(this.#text);
    if (matched === null) return undefined;
    this.#position += matched[0].length;
    return matched;
  }

  /** @throws InvalidFilterPattern if `text` does not come next. */
  expect(text: string): void {
    if (!this.take(text)) throw new InvalidFilterPattern();
  }
}
