/**
 * Lets so many go at once, and the others after them in the order in which they came. Of one function, whose queue is not
 * to hold up another's.
 */
export class Turns {
  readonly #atOnce: number;
  readonly #lines = new Map<string, { running: number; readonly waiting: Set<() => Promise<void>> }>();

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  /** @param action must not reject. */
  take(key: string, action: () => Promise<void>): void {
    const line = this.#lines.get(key) ?? { running: 0, waiting: new Set() };
    this.#lines.set(key, line);
    line.waiting.add(action);
    this.#next(key);
  }

  /** Whoever has not gone yet will not go. */
  clear(): void {
    for (const { waiting } of this.#lines.values()) waiting.clear();
  }

  #next(key: string): void {
    const line = this.#lines.get(key);
    const [action] = line?.waiting ?? [];
    if (line === undefined || action === undefined || line.running >= this.#atOnce) return;
    line.waiting.delete(action);
    line.running += 1;
    void action().finally(() => {
      line.running -= 1;
      if (line.running === 0 && line.waiting.size === 0) this.#lines.delete(key);
      else this.#next(key);
    });
  }
}
