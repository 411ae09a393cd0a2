import {
  type AtLeast,
  type Blocks,
  quantileRanks,
  Survival,
  shareDesignEffect,
  smallestN,
} from '../../statistics/index.js';
import { type Milliseconds, milliseconds } from '../../units/index.js';
import type { Distribution, Percentile } from './load-result.js';
import type { Selection } from './selection.js';

const BLOCKS_BY_ORDER = 20;

/** A column of a selection, with what of it is only known to be at least so large. */
export class Timed {
  readonly survival: Survival;

  constructor(
    private readonly values: Float64Array,
    private readonly inVain: Uint8Array,
    private readonly blocks: Blocks,
  ) {
    const known = values.filter((_, index) => inVain[index] === 0);
    this.survival = new Survival(
      known,
      values.length === known.length ? undefined : values.filter((_, index) => inVain[index] === 1),
    );
  }

  get n(): number {
    return this.values.length;
  }

  /** Its value, and its interval where one can be given. @param p between 0 and 1 */
  percentile(p: number): Percentile {
    const found = this.survival.quantile(p);
    if (found === undefined)
      return { value: null, low: null, high: null, atLeast: false, note: 'nothing was measured' };
    const designEffect = this.#designEffect(found.value);
    const { low, high } = quantileRanks(this.n, p, { designEffect });
    const lower = low === undefined ? undefined : this.survival.ofRank(low);
    const upper = high === undefined ? undefined : this.survival.ofRank(high);
    const bounded = upper !== undefined && !upper.atLeast;
    const note = bounded ? undefined : this.#note(p, upper, designEffect);
    return {
      value: ms(found.value),
      // Near the ends ranks are coarser than what is interpolated between them.
      low: lower === undefined ? null : ms(Math.min(lower.value, found.value)),
      high: bounded ? ms(Math.max(upper.value, found.value)) : null,
      atLeast: found.atLeast,
      ...(note === undefined ? {} : { note }),
    };
  }

  distribution(): Distribution | null {
    if (this.n === 0) return null;
    const [p50, p90, p99, p999] = [0.5, 0.9, 0.99, 0.999].map((p) => this.percentile(p));
    return { n: this.n, p50, p90, p99, p999 } as Distribution;
  }

  /**
   * Requests of one moment are slow together. Order statistics take their number beyond a value as binomial; how much it
   * really varies from block to block says how many requests are worth one (Woodruff 1952, by blocks of time).
   */
  #designEffect(value: number): number {
    const byTime = this.#effectBy(this.blocks, value);
    if (Number.isFinite(byTime)) return byTime;
    // All at one moment, as the cold starts of a burst: there is no time to go by, and the order stands in for it.
    const { length } = this.values;
    const blocks = Math.min(BLOCKS_BY_ORDER, length);
    if (blocks === 0) return byTime;
    const of = Uint16Array.from(this.values, (_, index) => Math.floor((index * blocks) / length));
    return this.#effectBy({ of, strata: [blocks] }, value);
  }

  #effectBy({ of, strata }: Blocks, value: number): number {
    const blocks = strata.reduce((sum, it) => sum + it, 0);
    const beyond = new Float64Array(blocks);
    const counts = new Float64Array(blocks);
    for (let i = 0; i < this.values.length; i++) {
      const block = of[i] as number;
      counts[block] = (counts[block] as number) + 1;
      if (this.inVain[i] === 1 || (this.values[i] as number) > value) beyond[block] = (beyond[block] as number) + 1;
    }
    return shareDesignEffect(beyond, counts, strata);
  }

  #note(p: number, upper: AtLeast | undefined, designEffect: number): string {
    if (upper?.atLeast === true) return 'requests without an answer decide its upper end';
    const needed = smallestN(p);
    if (this.n < needed)
      return `needs n >= ${needed} for a 95 % interval of p${Number((p * 100).toFixed(1))}, has ${this.n}`;
    return Number.isFinite(designEffect)
      ? `the ${this.n} are worth too few independent ones for a 95 % interval, as slow ones come together in time`
      : 'too few requests to tell how it changes with time: no interval';
  }
}

/**
 * The column of those rows that have the value.
 * @param value NaN where a row has none
 */
export function timed(
  { numbers, blocks }: Selection,
  value: (row: number) => number,
  isInVain: (row: number) => boolean = () => false,
): Timed {
  const values = new Float64Array(numbers.length);
  const of = new Uint16Array(numbers.length);
  const inVain = new Uint8Array(numbers.length);
  let n = 0;
  for (let i = 0; i < numbers.length; i++) {
    const row = numbers[i] as number;
    const own = value(row);
    if (Number.isNaN(own)) continue;
    values[n] = own;
    of[n] = blocks.of[i] as number;
    inVain[n] = isInVain(row) ? 1 : 0;
    n += 1;
  }
  return new Timed(values.subarray(0, n), inVain.subarray(0, n), { of: of.subarray(0, n), strata: blocks.strata });
}

const ms = (value: number): Milliseconds => milliseconds(value);
