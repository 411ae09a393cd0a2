/** What happened in a stretch of time: sums, so that two stretches make a longer one. */
export interface Stretch {
  /** Seconds since the arm began. */
  readonly fromS: number;
  readonly seconds: number;
  readonly answered: number;
  readonly failed: number;
  readonly throttled: number;
  readonly cold: number;
  readonly dropped: number;
  /** The most that were open at a beat. */
  readonly peakOpen: number;
}

export type Counted = 'answered' | 'failed' | 'throttled' | 'cold' | 'dropped';

const COUNTED: readonly Counted[] = ['answered', 'failed', 'throttled', 'cold', 'dropped'];
const FIELDS = COUNTED.length + 1;
const OPEN = COUNTED.length;

/**
 * An arm's course in bounded memory: seconds at first, and when there is no room for more of them two make one, so that a
 * load of a day is still seen whole.
 */
export class Timeline {
  readonly #cells: Uint32Array;
  #seconds = 1;
  #used = 0;

  constructor(private readonly capacity = 256) {
    this.#cells = new Uint32Array(capacity * FIELDS);
  }

  count(what: Counted, atMs: number): void {
    const cell = this.#cell(atMs) + COUNTED.indexOf(what);
    this.#cells[cell] = (this.#cells[cell] ?? 0) + 1;
  }

  open(open: number, atMs: number): void {
    const cell = this.#cell(atMs) + OPEN;
    this.#cells[cell] = Math.max(this.#cells[cell] ?? 0, open);
  }

  stretches(): Stretch[] {
    return Array.from({ length: this.#used }, (_, index) => {
      const at = (field: number): number => this.#cells[index * FIELDS + field] ?? 0;
      const [answered, failed, throttled, cold, dropped] = COUNTED.map((_name, field) => at(field)) as Five;
      const place = { fromS: index * this.#seconds, seconds: this.#seconds };
      return { ...place, answered, failed, throttled, cold, dropped, peakOpen: at(OPEN) };
    });
  }

  #cell(atMs: number): number {
    const second = Math.max(0, Math.floor(atMs / 1000));
    while (Math.floor(second / this.#seconds) >= this.capacity) this.#fold();
    const index = Math.floor(second / this.#seconds);
    this.#used = Math.max(this.#used, index + 1);
    return index * FIELDS;
  }

  /** Two stretches become one of twice the length. */
  #fold(): void {
    const cells = this.#cells;
    for (let index = 0; index < this.capacity; index++) {
      const to = Math.floor(index / 2) * FIELDS;
      for (let field = 0; field < FIELDS; field++) {
        const from = index * FIELDS + field;
        const value = cells[from] ?? 0;
        const before = index % 2 === 0 ? 0 : (cells[to + field] ?? 0);
        cells[from] = 0;
        cells[to + field] = field === OPEN ? Math.max(before, value) : before + value;
      }
    }
    this.#seconds *= 2;
    this.#used = Math.ceil(this.#used / 2);
  }
}

type Five = [number, number, number, number, number];
