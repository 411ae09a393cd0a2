/** A value, or, where values that are only known to be at least so large decide it, the least that it can be. */
export interface AtLeast {
  readonly value: number;
  readonly atLeast: boolean;
}

/**
 * The distribution of values of which some are only known to be at least so large: a request that was given up after 30 s
 * took at least that long. By the product-limit estimate (Kaplan and Meier 1958, JASA 53): what is known to be longer than
 * t has its weight spread over all that is longer (Efron 1967), so that a request that happened to be 40 ms old when the
 * load ended counts as at least 40 ms and not as endless. To rank all of them last was dropped: the few that are always
 * open when a load is interrupted would then make its p99.9. Where waiting ends at one limit the two are the same.
 *
 * Without such values, and below the first of them, quantiles are Hyndman and Fan's type 7 as everywhere in Kelvin.
 */
export class Survival {
  readonly n: number;
  /** Ranks up to this one are not touched by what is not fully known. */
  readonly #certain: number;
  /** Share of all that is at most as long as the event of rank `certain + 1`, the next, and so on. */
  readonly #shares: Float64Array;

  /** Both are sorted in place. @throws RangeError on a value that is not finite */
  constructor(
    private readonly known: Float64Array,
    private readonly atLeast: Float64Array = new Float64Array(0),
  ) {
    for (const column of [known.sort(), atLeast.sort()]) {
      if (![column[0] ?? 0, column[column.length - 1] ?? 0].every(Number.isFinite))
        throw new RangeError('a distribution holds finite numbers only');
    }
    this.n = known.length + atLeast.length;
    this.#certain = atLeast.length === 0 ? known.length : countUpTo(known, atLeast[0] ?? 0);
    this.#shares = this.#tail();
  }

  /** @returns undefined without any value. @param p between 0 and 1 */
  quantile(p: number): AtLeast | undefined {
    if (this.n === 0) return undefined;
    const position = (this.n - 1) * p;
    const below = Math.floor(position);
    if (below + 1 >= this.#certain && this.atLeast.length > 0) return this.ofRank(Math.ceil(position) + 1);
    const low = this.known[below] ?? 0;
    const high = this.known[below + 1] ?? low;
    return { value: low + (high - low) * (position - below), atLeast: false };
  }

  /** The value of this rank, from 1 to n. */
  ofRank(rank: number): AtLeast {
    const value = rank <= this.#certain ? this.known[rank - 1] : undefined;
    return value === undefined ? this.#reaching(rank / this.n) : { value, atLeast: false };
  }

  /** The shortest that so large a share does not exceed. */
  #reaching(share: number): AtLeast {
    if (share * this.n <= this.#certain)
      return { value: this.known[Math.ceil(share * this.n) - 1] ?? this.#longest, atLeast: false };
    const index = countUpTo(this.#shares, share - ROUNDING);
    if (index === this.#shares.length) return { value: this.#longest, atLeast: true };
    return { value: this.known[this.#certain + index] ?? this.#longest, atLeast: false };
  }

  get #longest(): number {
    return Math.max(this.known[this.known.length - 1] ?? 0, this.atLeast[this.atLeast.length - 1] ?? 0);
  }

  /** Where both are equally long, what is known comes first: the other is at least that long. */
  #tail(): Float64Array {
    const { known, atLeast, n } = this;
    const shares = new Float64Array(known.length - this.#certain);
    let surviving = 1 - this.#certain / Math.max(1, n);
    let passed = 0;
    for (let i = 0; i < shares.length; i++) {
      const at = this.#certain + i;
      while (passed < atLeast.length && (atLeast[passed] as number) < (known[at] as number)) passed += 1;
      surviving *= 1 - 1 / (n - at - passed);
      shares[i] = 1 - surviving;
    }
    return shares;
  }
}

/** A product of a million factors must not miss the share that it reaches. */
const ROUNDING = 1e-9;

/** How many of the sorted values are at most this large; by halving. */
function countUpTo(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
