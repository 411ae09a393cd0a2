/** Reasons that stand below a table, each once, in the order in which the table first needs them. */
export class Footnotes {
  readonly #reasons: string[] = [];

  /** `[2]`, the same one for the same reason. */
  mark(reason: string): string {
    const known = this.#reasons.indexOf(reason);
    return `[${known >= 0 ? known + 1 : this.#reasons.push(reason)}]`;
  }

  get reasons(): readonly string[] {
    return this.#reasons;
  }
}
