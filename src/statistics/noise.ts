import { gaussian } from './gaussian.js';
import { seededRandom } from './random.js';

/** 16 MB. */
const MOST_KEPT = 2 ** 21;

/** Draws of normal noise, from the first one on. @param most so many are asked for */
export interface Draws {
  fromBeginning(most: number): () => number;
}

/**
 * Normal noise that is the same from its beginning whoever asks: every part of every series is held against made-up series of
 * the same draws. They are kept, as drawing them takes longer than looking at them.
 */
export class Noise implements Draws {
  readonly #draw: () => number;
  #kept = new Float64Array(1024);
  #known = 0;

  constructor(private readonly seed: number) {
    this.#draw = gaussian(seededRandom(seed));
  }

  /** More than can be kept are drawn anew. */
  fromBeginning(most: number): () => number {
    if (most > MOST_KEPT) return gaussian(seededRandom(this.seed));
    let next = 0;
    return () => {
      if (next >= this.#known) this.#more();
      return this.#kept[next++] as number;
    };
  }

  #more(): void {
    if (this.#known === this.#kept.length) {
      const larger = new Float64Array(2 * this.#known);
      larger.set(this.#kept);
      this.#kept = larger;
    }
    this.#kept[this.#known++] = this.#draw();
  }
}
