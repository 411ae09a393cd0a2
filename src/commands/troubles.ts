/** What went wrong in the steps of a run, none of which keeps the next from being taken. */
export class Troubles {
  readonly #all: unknown[] = [];

  /** Takes a step, and keeps what it throws for later. */
  async noting(step: () => Promise<void>): Promise<void> {
    await step().catch((error: unknown) => this.add(error));
  }

  add(...errors: readonly unknown[]): void {
    this.#all.push(...errors);
  }

  /**
   * All of them, each once: that the function could not be put back must not hide behind what broke the run.
   * @param ended the run was ended early, and that a wait was given up is no trouble
   */
  asOne(ended: boolean): unknown {
    const told = new Map(
      this.#all
        .filter((it) => !ended || (it as Error).name !== 'AbortError')
        .map((it) => [(it as Error).message, it] as const),
    );
    const [first, ...others] = told.values();
    return others.length > 0 ? new AggregateError(told.values()) : first;
  }
}
