/**
 * Looks once for all who ask in the meantime. Whoever asks gets the result of a look that began after they did: a look that
 * was under way already may have seen what was before.
 */
export class JoinedLook {
  #underWay: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  constructor(private readonly look: () => Promise<void>) {}

  once(): Promise<void> {
    if (this.#underWay === undefined) return this.#begin();
    // What became of the one that is under way is for those who asked for that one.
    this.#next ??= this.#underWay.catch(() => {}).then(() => this.#begin());
    return this.#next;
  }

  #begin(): Promise<void> {
    this.#next = undefined;
    const look = this.look().finally(() => {
      if (this.#underWay === look) this.#underWay = undefined;
    });
    this.#underWay = look;
    return look;
  }
}
