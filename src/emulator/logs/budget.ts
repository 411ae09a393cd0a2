/** Something that holds memory and can give some of it back. */
export interface Holder {
  readonly bytes: number;
  /** Gives back a part of what it holds. */
  shed(): void;
}

/** What all log groups may hold together: whoever holds most gives back when it is spent. */
export class Budget {
  readonly #limit: number;
  readonly #holders = new Set<Holder>();
  #spent = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  join(holder: Holder): void {
    this.#holders.add(holder);
  }

  leave(holder: Holder): void {
    if (this.#holders.delete(holder)) this.#spent -= holder.bytes;
  }

  /** @param bytes is negative for what was given back. */
  spend(bytes: number): void {
    this.#spent += bytes;
    if (this.#spent > this.#limit && bytes > 0) this.#shed();
  }

  #shed(): void {
    let largest: Holder | undefined;
    for (const holder of this.#holders) if (holder.bytes > (largest?.bytes ?? 0)) largest = holder;
    largest?.shed();
  }
}
