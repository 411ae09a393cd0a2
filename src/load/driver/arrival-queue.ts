import { milliseconds } from '../../units/index.js';
import { type Arrival, arrivalsOf } from '../arrivals/arrivals.js';
import { type Choice, choicesOf } from '../arrivals/choices.js';
import { loadLengthMs } from '../arrivals/phase-length.js';
import type { DriveOptions } from './drive.js';

/** The arrivals of a stretch, one after the other, with what each is to send. */
export class ArrivalQueue {
  readonly #arrivals: Iterator<Arrival>;
  readonly #choiceOf: (index: number) => Choice;
  readonly #beginMs: number;
  readonly #first: number;
  #next: Arrival | undefined;
  #taken = 0;
  /** When its last phase is over, of the load's clock. */
  readonly endMs: number;

  /** @param beginMs when the stretch begins, of the load's clock */
  constructor({ phases, seed, targets }: DriveOptions, firstArrival: number, beginMs: number) {
    this.#arrivals = arrivalsOf(phases, seed)[Symbol.iterator]();
    this.#choiceOf = choicesOf(targets, seed);
    this.#first = firstArrival;
    this.#beginMs = beginMs;
    this.endMs = beginMs + loadLengthMs(phases);
    this.#advance();
  }

  /** The next that is due; `undefined` after the last. */
  get next(): Arrival | undefined {
    return this.#next;
  }

  /** How many were taken. */
  get taken(): number {
    return this.#taken;
  }

  /** Takes the next one, and says what it sends. */
  take(): Choice {
    const choice = this.#choiceOf(this.#first + this.#taken);
    this.#taken++;
    this.#advance();
    return choice;
  }

  #advance(): void {
    const { value } = this.#arrivals.next() as IteratorResult<Arrival, undefined>;
    this.#next =
      value === undefined || this.#beginMs === 0
        ? value
        : { dueMs: milliseconds(value.dueMs + this.#beginMs), phase: value.phase };
  }
}
