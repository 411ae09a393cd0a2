import { type Outlook, regretsAt } from '../curve/index.js';
import { normalQuantile } from '../statistics/index.js';

/** What could be measured next: so many invocations of one candidate, in one visit. */
export interface Option {
  readonly index: number;
  readonly count: number;
}

/** Draws that are looked at, and outcomes that are foreseen for each option: the best option hardly changes with more. */
const ROWS = 400;
const OUTCOMES = 9;

/**
 * What an option is worth: by how much the expected regret of the then best choice would fall (the knowledge gradient,
 * Frazier, Powell and Dayanik 2009). What may be true is a set of draws, so an outcome is foreseen by weighing each draw by
 * how likely it makes it: that holds for every strategy alike, limits and knees included.
 */
export class Valuation {
  readonly #rows: Int32Array;
  readonly #logs: Float64Array;
  /** Logarithm of 1 + regret of each choice, choice by choice, in the order of the rows. */
  readonly #regrets = new Map<number, Float64Array>();
  readonly #now: number;

  constructor(
    private readonly outlook: Outlook,
    /** Candidates that may be chosen as it is. */
    private readonly choices: readonly number[],
  ) {
    const step = Math.max(1, Math.floor(outlook.count / ROWS));
    const size = outlook.problem.candidates.length;
    this.#rows = Int32Array.from({ length: Math.floor(outlook.count / step) }, (_, it) => it * step);
    this.#logs = Float64Array.from({ length: this.#rows.length * size }, (_, at) => {
      const row = this.#rows[Math.floor(at / size)] as number;
      return Math.log(outlook.durations[row * size + (at % size)] as number);
    });
    const even = new Float64Array(this.#rows.length).fill(1);
    this.#now = Math.min(...choices.map((index) => this.#expected(index, even)));
  }

  /** Expected regret of the choice that would be made now. */
  get expected(): number {
    return this.#now;
  }

  of({ index, count }: Option): number {
    const size = this.outlook.problem.candidates.length;
    const { scatters, alike, measured } = this.outlook.posterior;
    const scatter = scatters[index] as number;
    const sd = scatter * Math.sqrt((1 + (count - 1) * alike) / count);
    const believed = Float64Array.from(this.#rows, (_, row) => this.#logs[row * size + index] as number);
    const sorted = Float64Array.from(believed).sort();
    const choices = measured.some((it) => it.index === index) ? this.choices : [...this.choices, index];
    let sum = 0;
    for (let outcome = 0; outcome < OUTCOMES; outcome++) {
      const p = (outcome + 0.5) / OUTCOMES;
      // Each quantile of what is believed with another one of the noise, so that the two are not lumped together.
      const noise = normalQuantile(((outcome * 4 + 2.5) % OUTCOMES) / OUTCOMES);
      const seen = (sorted[Math.floor(p * sorted.length)] as number) + sd * noise;
      const weights = believed.map((it) => Math.exp(-(((it - seen) / sd) ** 2) / 2));
      sum += Math.min(...choices.map((choice) => this.#expected(choice, weights)));
    }
    return this.#now - sum / OUTCOMES;
  }

  #expected(index: number, weights: Float64Array): number {
    const regrets = this.#regretsOf(index);
    let [sum, total] = [0, 0];
    for (let row = 0; row < weights.length; row++) {
      sum += (weights[row] as number) * (regrets[row] as number);
      total += weights[row] as number;
    }
    return total > 0 ? sum / total : this.#now;
  }

  #regretsOf(index: number): Float64Array {
    const known = this.#regrets.get(index);
    if (known !== undefined) return known;
    const all = regretsAt(this.outlook, index);
    const made = Float64Array.from(this.#rows, (row) => Math.log1p(all[row] as number));
    this.#regrets.set(index, made);
    return made;
  }
}
