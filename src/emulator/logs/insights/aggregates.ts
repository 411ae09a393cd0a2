import { evaluate } from './evaluate.js';
import type { Row } from './row.js';
import type { Call, Expression } from './syntax.js';
import { compare, numberOf, Timestamp, textOf, type Value } from './value.js';

/** Takes in the rows of one group. */
export interface Accumulator {
  add(row: Row): void;
  /** Undefined where no row had anything to count: AWS leaves the column out then. */
  result(): Value | undefined;
}

/** @param call of one of `AGGREGATES`. */
export function accumulatorFor(call: Call): Accumulator {
  const [of = { kind: 'every' } satisfies Expression, parameter] = call.args;
  switch (call.name) {
    case 'count':
      return new Count(of);
    case 'count_distinct':
      return new Distinct(of);
    case 'min':
      return new Best(of, (value, best) => compare(value, best) < 0, asNumber);
    case 'max':
      return new Best(of, (value, best) => compare(value, best) > 0, asNumber);
    case 'sortsfirst':
      return new Best(of, (value, best) => compare(value, best) < 0);
    case 'sortslast':
      return new Best(of, (value, best) => compare(value, best) > 0);
    case 'earliest':
      return new InTime(of, (at, best) => at <= best);
    case 'latest':
      return new InTime(of, (at, best) => at > best);
    default:
      return new Numbers(of, numeric[call.name] ?? sum, parameter);
  }
}

class Count implements Accumulator {
  readonly #of: Expression;
  #count = 0;

  constructor(of: Expression) {
    this.#of = of;
  }

  add(row: Row): void {
    if (this.#of.kind === 'every' || evaluate(this.#of, row) !== undefined) this.#count += 1;
  }

  result(): number {
    return this.#count;
  }
}

class Distinct implements Accumulator {
  readonly #of: Expression;
  readonly #seen = new Set<string>();

  constructor(of: Expression) {
    this.#of = of;
  }

  add(row: Row): void {
    const value = evaluate(this.#of, row);
    if (value !== undefined) this.#seen.add(textOf(value));
  }

  /** Exact, where AWS approximates a field of very many values. */
  result(): number {
    return this.#seen.size;
  }
}

class Best implements Accumulator {
  readonly #of: Expression;
  readonly #isBetter: (value: Value, best: Value) => boolean;
  readonly #show: (value: Value) => Value;
  #best: Value | undefined;

  constructor(of: Expression, isBetter: (value: Value, best: Value) => boolean, show = plain) {
    this.#of = of;
    this.#isBetter = isBetter;
    this.#show = show;
  }

  add(row: Row): void {
    const value = evaluate(this.#of, row);
    if (value !== undefined && (this.#best === undefined || this.#isBetter(value, this.#best))) this.#best = value;
  }

  result(): Value | undefined {
    return this.#best === undefined ? undefined : this.#show(this.#best);
  }
}

/** The value of the first or the last row in time that has one. */
class InTime implements Accumulator {
  readonly #of: Expression;
  readonly #isBetter: (at: number, best: number) => boolean;
  #best: { readonly at: number; readonly value: Value } | undefined;

  constructor(of: Expression, isBetter: (at: number, best: number) => boolean) {
    this.#of = of;
    this.#isBetter = isBetter;
  }

  add(row: Row): void {
    const value = evaluate(this.#of, row);
    const at = numberOf(row.field('@timestamp')) ?? 0;
    if (value === undefined) return;
    if (this.#best === undefined || this.#isBetter(at, this.#best.at)) this.#best = { at, value };
  }

  result(): Value | undefined {
    return this.#best === undefined ? undefined : plain(this.#best.value);
  }
}

/** Of all numbers at once; what is no number does not count. */
class Numbers implements Accumulator {
  readonly #of: Expression;
  readonly #parameter: Expression | undefined;
  readonly #compute: (numbers: number[], parameter: number) => number;
  readonly #numbers: number[] = [];

  constructor(of: Expression, compute: (numbers: number[], parameter: number) => number, parameter?: Expression) {
    this.#of = of;
    this.#compute = compute;
    this.#parameter = parameter;
  }

  add(row: Row): void {
    const number = numberOf(evaluate(this.#of, row));
    if (number !== undefined) this.#numbers.push(number);
  }

  result(): number | undefined {
    if (this.#numbers.length === 0) return undefined;
    const parameter = this.#parameter === undefined ? undefined : evaluate(this.#parameter, { field: () => undefined });
    return this.#compute(this.#numbers, numberOf(parameter) ?? 0);
  }
}

const sum = (numbers: number[]): number => numbers.reduce((total, it) => total + it, 0);
const average = (numbers: number[]): number => sum(numbers) / numbers.length;

const numeric: Readonly<Record<string, (numbers: number[], parameter: number) => number>> = {
  sum,
  avg: average,
  pct: percentile,
  // Of the whole population; whether AWS divides by one less is not documented.
  stddev: (numbers) => {
    const mean = average(numbers);
    return Math.sqrt(average(numbers.map((it) => (it - mean) ** 2)));
  },
};

/**
 * The nearest rank: a value that was measured, as the user guide's words have it ("the value at which 95 percent of the
 * values are lower"). AWS's algorithm is not published and probably a sketch, so that of many values its answer may be a
 * neighbour of this one.
 */
function percentile(numbers: number[], percent: number): number {
  const sorted = Float64Array.from(numbers).sort();
  const rank = Math.ceil((Math.min(100, Math.max(0, percent)) / 100) * sorted.length);
  return sorted[Math.max(0, rank - 1)] ?? 0;
}

/** What comes out of stats is a number where it can be one: `1395.0` becomes `1395`. */
const asNumber = (value: Value): Value => numberOf(value) ?? value;
/** Times come out in milliseconds (`stats earliest(@timestamp)`: seen 2026-06). */
const plain = (value: Value): Value => (value instanceof Timestamp ? value.at : value);
