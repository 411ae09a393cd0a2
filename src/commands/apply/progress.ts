import { type ApplyResult, analyseApply } from '../../analysis/index.js';
import type { PriceBook } from '../../pricing/index.js';
import { type ApplyHeader, type ApplyLine, applyRecordingOf } from '../../recording/index.js';
import { type EpochMilliseconds, epochMilliseconds } from '../../units/index.js';
import type { ApplyProgress } from '../../views/terminal/index.js';

/** The application so far, kept for the view. */
export class Progress {
  readonly #lines: ApplyLine[] = [];
  readonly #startedAt: EpochMilliseconds = epochMilliseconds(Date.now());
  #result: ApplyResult;
  #activity = 'starting';
  #phase: ApplyProgress['phase'] = 'preparing';

  constructor(
    private readonly header: ApplyHeader,
    private readonly books: readonly PriceBook[] | undefined,
  ) {
    this.#result = this.#analysed();
  }

  turnTo(activity: string, phase: ApplyProgress['phase'] = 'measuring'): void {
    this.#activity = activity;
    this.#phase = phase;
  }

  add(line: ApplyLine): void {
    this.#lines.push(line);
    // Between two blocks: the machine must be quiet while an invocation runs.
    if (line.type !== 'measurement') this.lookAgain();
  }

  /** Brings the figures up to date. */
  lookAgain(): void {
    this.#result = this.#analysed();
  }

  now(): ApplyProgress {
    const { steps, measurements } = applyRecordingOf(this.header, this.#lines);
    return {
      ...{ result: this.#result, steps, invocations: measurements.length },
      startedAt: this.#startedAt,
      now: epochMilliseconds(Date.now()),
      ...{ activity: this.#activity, phase: this.#phase },
    };
  }

  #analysed(): ApplyResult {
    const { books } = this;
    return analyseApply(applyRecordingOf(this.header, this.#lines), books === undefined ? {} : { books });
  }
}
