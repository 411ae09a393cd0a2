/** How an entry stands. An entry never goes away, so that those which lie behind it are still found. */
const AWAITED = 1;
const TAKEN = 2;
const WORDS = 4;
const SMALLEST = 1024;
/** Of 2: an open table gets slow when it is fuller. */
const FULLEST = 1;

/**
 * Request ids whose reports are still to come. Ids of Lambda are 16 bytes each here, as a set of texts would take five
 * times the memory: a load may have millions.
 */
export class AwaitedReports {
  #words = new Uint32Array(SMALLEST * WORDS);
  #states = new Uint8Array(SMALLEST);
  #filled = 0;
  #missing = 0;
  /** Ids that are no UUIDs: of other gateways and emulators. */
  readonly #others = new Set<string>();

  /** How many have not come yet. */
  get missing(): number {
    return this.#missing;
  }

  add(requestId: string): void {
    const words = wordsOf(requestId);
    if (words === undefined) {
      if (!this.#others.has(requestId)) this.#missing += 1;
      this.#others.add(requestId);
      return;
    }
    if ((this.#filled + 1) * 2 > this.#states.length * FULLEST) this.#grow();
    const slot = this.#slotOf(words);
    if (this.#states[slot] !== 0) return;
    this.#put(slot, words, AWAITED);
    this.#missing += 1;
  }

  /** The report of this request has come. @returns false where it was not awaited, or has come before. */
  take(requestId: string): boolean {
    const words = wordsOf(requestId);
    if (words === undefined) {
      const taken = this.#others.delete(requestId);
      if (taken) this.#missing -= 1;
      return taken;
    }
    const slot = this.#slotOf(words);
    if (this.#states[slot] !== AWAITED) return false;
    this.#states[slot] = TAKEN;
    this.#missing -= 1;
    return true;
  }

  /** Where it is, or where it would be. */
  #slotOf(words: readonly number[]): number {
    const mask = this.#states.length - 1;
    // Random already: most bits of such an id are.
    let slot = ((words[0] ?? 0) ^ (words[3] ?? 0)) & mask;
    while (this.#states[slot] !== 0 && !this.#isAt(slot, words)) slot = (slot + 1) & mask;
    return slot;
  }

  #isAt(slot: number, words: readonly number[]): boolean {
    return words.every((word, index) => this.#words[slot * WORDS + index] === word);
  }

  #put(slot: number, words: readonly number[], state: number): void {
    this.#words.set(words, slot * WORDS);
    this.#states[slot] = state;
    this.#filled += 1;
  }

  #grow(): void {
    const [words, states] = [this.#words, this.#states];
    this.#words = new Uint32Array(words.length * 2);
    this.#states = new Uint8Array(states.length * 2);
    this.#filled = 0;
    for (const [slot, state] of states.entries()) {
      if (state === 0) continue;
      const entry = [...words.subarray(slot * WORDS, (slot + 1) * WORDS)];
      this.#put(this.#slotOf(entry), entry, state);
    }
  }
}

const UUID = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})([0-9a-f]{8})$/;

function wordsOf(requestId: string): readonly number[] | undefined {
  const parts = UUID.exec(requestId);
  if (parts === null) return undefined;
  const [, a = '', b = '', c = '', d = '', e = '', f = ''] = parts;
  return [a, b + c, d + e, f].map((hex) => Number.parseInt(hex, 16));
}
