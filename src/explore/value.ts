import type { Outlook } from '../curve/index.js';
import { normalQuantile } from '../statistics/index.js';

/** What could be measured next: so many invocations of one candidate, in one visit. */
export interface Option {
  readonly index: number;
  readonly count: number;
}

/** Draws that are looked at, and outcomes that are foreseen for each option: the best option hardly changes with more. */
const ROWS = 400;
const OUTCOMES = 9;
const NOISE: readonly number[] = Array.from({ length: OUTCOMES }, (_, outcome) =>
  normalQuantile(((outcome * 4 + 2.5) % OUTCOMES) / OUTCOMES),
);

/** Logarithms of the duration of one candidate, in the order of the rows, and sorted. */
interface Belief {
  readonly believed: Float64Array;
  readonly sorted: Float64Array;
}

/**
 * What an option is worth: by how much the expected regret of the then best choice would fall (the knowledge gradient,
 * Frazier, Powell and Dayanik 2009). What may be true is a set of draws, so an outcome is foreseen by weighing each draw by
 * how likely it makes it: that holds for every strategy alike, limits and knees included.
 */
export class Valuation {
  readonly #rows: Int32Array;
  readonly #beliefs = new Map<number, Belief>();
  /** Of the rows, given an outcome: scratch, as this is where the time goes. */
  readonly #weights: Float64Array;
  /** Logarithm of 1 + regret of each choice, choice by choice, in the order of the rows. */
  readonly #regrets = new Map<number, Float64Array>();
  readonly #now: number;

  constructor(
    private readonly outlook: Outlook,
    /** Candidates that may be chosen as it is. */
    private readonly choices: readonly number[],
  ) {
    const step = Math.max(1, Math.floor(outlook.count / ROWS));
    this.#rows = Int32Array.from({ length: Math.floor(outlook.count / step) }, (_, it) => it * step);
    this.#weights = new Float64Array(this.#rows.length);
    const even = new Float64Array(this.#rows.length).fill(1 / this.#rows.length);
    this.#now = Math.min(...choices.map((index) => dot(even, this.#regretsOf(index))));
  }

  /** Expected regret of the choice that would be made now. */
  get expected(): number {
    return this.#now;
  }

  of({ index, count }: Option): number {
    const { scatters, alike, measured } = this.outlook.posterior;
    const scatter = scatters[index] as number;
    const sd = scatter * Math.sqrt((1 + (count - 1) * alike) / count);
    const { believed, sorted } = this.#beliefOf(index);
    const isKnown = measured.some((it) => it.index === index);
    const choices = (isKnown ? this.choices : [...this.choices, index]).map((choice) => this.#regretsOf(choice));
    let sum = 0;
    for (let outcome = 0; outcome < OUTCOMES; outcome++) {
      const p = (outcome + 0.5) / OUTCOMES;
      // Each quantile of what is believed with another one of the noise, so that the two are not lumped together.
      const seen = (sorted[Math.floor(p * sorted.length)] as number) + sd * (NOISE[outcome] as number);
      sum += this.#leastExpected(choices, believed, seen, sd);
    }
    return this.#now - sum / OUTCOMES;
  }

  /** Expected regret of the best choice after this was seen. */
  #leastExpected(choices: readonly Float64Array[], believed: Float64Array, seen: number, sd: number): number {
    const weights = this.#weights;
    let total = 0;
    for (let row = 0; row < weights.length; row++) {
      const distance = ((believed[row] as number) - seen) / sd;
      const weight = Math.exp((-distance * distance) / 2);
      weights[row] = weight;
      total += weight;
    }
    if (total <= 0) return this.#now;
    let least = Number.POSITIVE_INFINITY;
    for (const regrets of choices) least = Math.min(least, dot(weights, regrets) / total);
    return least;
  }

  #beliefOf(index: number): Belief {
    const known = this.#beliefs.get(index);
    if (known !== undefined) return known;
    const { durations, problem } = this.outlook;
    const size = problem.candidates.length;
    const believed = Float64Array.from(this.#rows, (row) => Math.log(durations[row * size + index] as number));
    const made = { believed, sorted: Float64Array.from(believed).sort() };
    this.#beliefs.set(index, made);
    return made;
  }

  #regretsOf(index: number): Float64Array {
    const known = this.#regrets.get(index);
    if (known !== undefined) return known;
    const { regrets, problem } = this.outlook;
    const size = problem.candidates.length;
    const made = Float64Array.from(this.#rows, (row) => Math.log1p(regrets[row * size + index] as number));
    this.#regrets.set(index, made);
    return made;
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
