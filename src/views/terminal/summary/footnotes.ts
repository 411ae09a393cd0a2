/** Reasons that stand below a table, each once, in the order in which the table first needs them. */
export class Footnotes {
  readonly #reasons: string[] = [];

  /** @param wordingOf what is said of a reason: two that are worded alike are one. */
  constructor(private readonly wordingOf: (reason: string) => string = (it) => it) {}

  /** `[2]`, the same one for the same reason. */
  mark(exact: string): string {
    const reason = this.wordingOf(exact);
    const known = this.#reasons.indexOf(reason);
    return `[${known >= 0 ? known + 1 : this.#reasons.push(reason)}]`;
  }

  get reasons(): readonly string[] {
    return this.#reasons;
  }
}
