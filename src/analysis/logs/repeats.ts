import type { Observation } from '../../recording/index.js';

/** Reports that are remembered, in at most 32 MB: of a longer log its beginning. */
const MOST_REPORTS = 2_000_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Counts reports that were read before: one export twice in a folder, or two whose spans overlap. They have the request id,
 * the Duration and the memory size of an earlier one; the next attempt of an asynchronous event has its own Duration. Known
 * by 52 bits of them, in which a million different reports meet by chance once in ten thousand logs.
 */
export class Repeats {
  count = 0;
  #slots = new Float64Array(1024).fill(EMPTY);
  #held = 0;

  add({ report: { requestId = '', durationMs, memorySizeMB } }: Observation): void {
    if (this.#held >= MOST_REPORTS || !UUID.test(requestId)) return;
    const key = keyOf(requestId, durationMs * 1000 + (memorySizeMB ?? 0) * 7919);
    const slot = slotOf(this.#slots, key);
    if (this.#slots[slot] === key) {
      this.count += 1;
      return;
    }
    this.#slots[slot] = key;
    this.#held += 1;
    if (this.#held * 2 > this.#slots.length) this.#grow();
  }

  #grow(): void {
    const larger = new Float64Array(this.#slots.length * 2).fill(EMPTY);
    for (const key of this.#slots) if (key !== EMPTY) larger[slotOf(larger, key)] = key;
    this.#slots = larger;
  }
}

const EMPTY = -1;

/** Request ids are random: their first 32 and last 20 bits need no mixing of their own; the figures go into the former. */
const keyOf = (id: string, figures: number): number =>
  ((Number.parseInt(id.slice(0, 8), 16) + Math.round(figures)) % 2 ** 32) * 2 ** 20 + Number.parseInt(id.slice(-5), 16);

/** Where the key stands, or where it would: the slots are a power of two, never more than half full. */
function slotOf(slots: Float64Array, key: number): number {
  let slot = key % slots.length;
  while (slots[slot] !== EMPTY && slots[slot] !== key) slot = (slot + 1) % slots.length;
  return slot;
}
